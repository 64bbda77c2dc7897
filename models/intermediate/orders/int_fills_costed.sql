{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['source_system', 'fill_id'], 'unique': true}]
) }}

-- Grain: one row per execution up to the clock's reading, with its result and fee in dollars.
-- P&L that the platform states is taken as stated; elsewhere the position is run through its fills
-- at average cost. A book is one account, strategy, instrument and position bucket.
with

fills as (

    select
        fills.*,
        instruments.instrument_key,
        coalesce(instruments.quote_asset, 'USD') as quote_currency,
        (fills.filled_at at time zone 'UTC')::date as fill_date,
        case fills.side when 'buy' then fills.quantity else -fills.quantity end as signed_quantity
    from {{ ref('int_fills_conformed') }} as fills
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_instruments_resolved') }} as instruments
        on fills.source_system = instruments.source_system
        and fills.native_symbol = instruments.native_symbol
    where fills.filled_at <= clock.as_of

),

run as (

    select
        fills.*,
        {{ functions_schema() }}.average_cost(fills.signed_quantity, fills.price) over (
            partition by
                fills.source_system, fills.account_id, fills.strategy_id,
                fills.native_symbol, fills.position_bucket
            order by fills.filled_at, length(fills.fill_id), fills.fill_id
        ) as book
    from fills

),

converted as (

    select
        run.*,
        {{ usd_rate('run.quote_currency', 'quotes', 'quote_rate') }} as quote_usd_rate,
        {{ usd_rate('run.fee_currency', 'fees', 'fee_rate') }} as fee_usd_rate,
        {{ rate_granularity('run.fee_currency', 'fees', 'fee_rate') }} as fee_rate_granularity
    from run
    {{ join_minute_rate('run.quote_currency', 'run.filled_at', 'quotes', 'quote_rate') }}
    {{ join_minute_rate('run.fee_currency', 'run.filled_at', 'fees', 'fee_rate') }}

)

select
    source_system,
    fill_id,
    order_id,
    account_id,
    strategy_id,
    environment,
    instrument_key,
    native_symbol,
    side,
    quantity,
    price,
    multiplier,
    fee_amount,
    fee_currency,
    fee_amount * fee_usd_rate as fee_usd,
    case when fee_amount <> 0 then fee_rate_granularity end as fee_rate_granularity,
    (coalesce(fee_amount, 0) <> 0 and fee_usd_rate is null)
    or quote_usd_rate is null as is_unconverted,
    quantity * price * multiplier * quote_usd_rate as volume_usd,
    book[1] as position_quantity,
    round(book[2] / nullif(abs(book[1]), 0), 12) as average_entry_price,
    case
        when source_system = 'mastertrade' then platform_realized_pnl_usd is not null
        else book[4] > 0
    end as is_closing,
    case
        when source_system = 'mastertrade' then coalesce(platform_realized_pnl_usd, 0)
        else coalesce(book[3] * multiplier * quote_usd_rate, 0)
    end as gross_pnl_usd,
    filled_at,
    fill_date
from converted
