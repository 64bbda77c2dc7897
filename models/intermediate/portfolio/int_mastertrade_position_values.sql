{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per open position; the platform keeps no closed ones. One that was not marked yet
-- is worth the last price.
with

marked as (

    select
        positions.*,
        clock.as_of_date,
        instruments.quote_asset as quote_currency,
        coalesce(positions.mark_price, last_prices.last_price) as valuation_price
    from {{ ref('stg_mastertrade__positions') }} as positions
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'mastertrade'
        and positions.symbol = instruments.native_symbol
    left join {{ ref('int_last_prices') }} as last_prices
        on instruments.instrument_key = last_prices.instrument_key
    where positions.environment is not null and positions.opened_at <= clock.as_of

)

select
    marked.position_id,
    marked.environment as account_id,
    null::text as owner_id,
    marked.strategy_id,
    marked.symbol as native_symbol,
    marked.quantity * marked.valuation_price
    * {{ usd_rate('marked.quote_currency', 'quotes', 'quote_rate') }} as position_value_usd,
    marked.unrealized_pnl_usd
from marked
{{ join_usd_rate('marked.quote_currency', 'marked.as_of_date', 'quotes', 'quote_rate') }}
