{{ config(
    materialized='changed_rows',
    key=['source_system', 'fill_id'],
    change_key='instrument_key',
    change_day='fill_date',
    indexes=[
        {'columns': ['source_system', 'fill_id'], 'unique': true},
        {'columns': ['instrument_key', 'fill_date']},
    ]
) }}

-- Grain: one row per execution up to the clock's reading, with its result and fee in dollars.
-- P&L that the platform states is taken as stated; elsewhere it is that of the position
-- (int_fills_booked). Rates and instruments may change on any day: all rows are joined anew, and
-- those that differ are written.
with

accounts as (

    {{ union_systems(
        models={'patriot': 'int_patriot_accounts'},
        columns={'account_id': 'text', 'environment': 'text'},
    ) | indent(4) }}

),

described as (

    select
        fills.*,
        coalesce(fills.environment, accounts.environment) as account_environment,
        instruments.instrument_key,
        coalesce(instruments.quote_asset, 'USD') as quote_currency
    from {{ ref('int_fills_booked') }} as fills
    left join accounts
        on fills.source_system = accounts.source_system and fills.account_id = accounts.account_id
    left join {{ ref('int_instruments_resolved') }} as instruments
        on fills.source_system = instruments.source_system
        and fills.native_symbol = instruments.native_symbol

),

converted as (

    select
        described.*,
        {{ usd_rate('described.quote_currency', 'quotes', 'quote_rate') }} as quote_usd_rate,
        {{ usd_rate('described.fee_currency', 'fees', 'fee_rate') }} as fee_usd_rate,
        {{ rate_granularity('described.fee_currency', 'fees', 'fee_rate') }} as fee_rate_granularity
    from described
    {{
        join_minute_rate('described.quote_currency', 'described.filled_at', 'quotes', 'quote_rate')
    }}
    {{ join_minute_rate('described.fee_currency', 'described.filled_at', 'fees', 'fee_rate') }}

)

select
    source_system,
    fill_id,
    order_id,
    account_id,
    strategy_id,
    account_environment as environment,
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
    position_quantity,
    average_entry_price,
    case
        when source_system = 'mastertrade' then platform_realized_pnl_usd is not null
        else closed_quantity > 0
    end as is_closing,
    case
        when source_system = 'mastertrade' then coalesce(platform_realized_pnl_usd, 0)
        else coalesce(realized_pnl * multiplier * quote_usd_rate, 0)
    end as gross_pnl_usd,
    filled_at,
    fill_date
from converted
