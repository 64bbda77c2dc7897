{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker and bar of at most an hour.
select
    symbols.symbol as native_symbol,
    (extract(epoch from bars.timeframe::interval) / 60)::integer as bar_minutes,
    bars.bar_start_at + bars.timeframe::interval as bar_end_at,
    bars.close_price
from {{ ref('stg_swiftbolt__intraday_bars') }} as bars
inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.timeframe in ('1m', '5m', '15m', '30m', '1h') and bars.close_price is not null
