{{ config(
    materialized='replaced_tails',
    follows=['int_fills_conformed'],
    key='position_key',
    day_column='fill_date',
    order_within_day=['fill_number'],
    change_key='position_key',
    indexes=[
        {'columns': ['source_system', 'fill_id'], 'unique': true},
        {'columns': ['position_key', 'fill_date', 'fill_number']},
    ]
) }}

-- Grain: one row per execution up to the clock's reading, with what it did to its position: one
-- account, strategy, instrument and position bucket, run by the installation's cost basis. The last
-- execution of a day keeps the state, from which a late one of another day goes on. The position is
-- run a second time with the time in the place of the price: its cost is the moment of entry,
-- averaged or lot by lot as the cost basis is.
with

run as (

    select
        fills.*,
        coalesce({{ carried_in('fill_number', 'fills.position_key', 'bigint') }}, 0)
        + row_number() over position_fills as fill_number,
        coalesce(lead(fills.fill_date) over position_fills > fills.fill_date, true)
            as is_last_of_day,
        {{ position_cost(
            "case fills.side when 'buy' then fills.quantity else -fills.quantity end",
            'fills.price',
            carried_in('cost_state', 'fills.position_key', 'numeric[]')
        ) }} over position_fills as book,
        {{ position_cost(
            "case fills.side when 'buy' then fills.quantity else -fills.quantity end",
            'extract(epoch from fills.filled_at)',
            carried_in('entry_state', 'fills.position_key', 'numeric[]')
        ) }} over position_fills as entries
    from {{ ref('int_fills_conformed') }} as fills
    where {{ changed_tail('fills.position_key', 'fills.fill_date') }}
    window position_fills as (
        partition by fills.position_key
        order by fills.filled_at, length(fills.fill_id), fills.fill_id
    )

)

select
    position_key,
    fill_number,
    source_system,
    fill_id,
    order_id,
    account_id,
    strategy_id,
    environment,
    native_symbol,
    position_bucket,
    side,
    quantity,
    price,
    multiplier,
    fee_amount,
    fee_currency,
    platform_realized_pnl_usd,
    book[1] as position_quantity,
    round(book[2] / nullif(abs(book[1]), 0), 12) as average_entry_price,
    book[3] as realized_pnl,
    book[4] as closed_quantity,
    case when entries[4] > 0 then round(abs(entries[3]) / entries[4] / 3600, 6) end
        as holding_hours,
    case when is_last_of_day then book end as cost_state,
    case when is_last_of_day then entries end as entry_state,
    filled_at,
    fill_date
from run
