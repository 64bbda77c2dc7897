{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and symbol held by the executions, at the newest price. Options have
-- no daily bars here, so that they have no value.
with

held as (

    select distinct on (account_id, native_symbol)
        account_id,
        native_symbol,
        instrument_key,
        multiplier,
        position_quantity,
        average_entry_price
    from {{ ref('int_fills_costed') }}
    where source_system = 'schwab'
    order by
        account_id asc, native_symbol asc, filled_at desc, length(fill_id) desc, fill_id desc

)

select
    held.account_id || ':' || held.native_symbol as position_id,
    held.account_id,
    null::text as owner_id,
    null::text as strategy_id,
    held.native_symbol,
    abs(held.position_quantity) * held.multiplier
    * coalesce(last_prices.last_price, closes.close_price) as position_value_usd,
    held.position_quantity * held.multiplier
    * (coalesce(last_prices.last_price, closes.close_price) - held.average_entry_price)
        as unrealized_pnl_usd
from held
cross join {{ ref('clock') }} as clock
left join {{ ref('int_last_prices') }} as last_prices
    on held.instrument_key = last_prices.instrument_key
left join lateral (
    select bars.close_price
    from {{ ref('int_daily_bars') }} as bars
    where
        bars.instrument_key = held.instrument_key
        and bars.bar_date <= clock.as_of_date
        and bars.bar_date > clock.as_of_date - 7
    order by bars.bar_date desc
    limit 1
) as closes on true
where held.position_quantity <> 0
