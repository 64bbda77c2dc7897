{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per pair and bar of at most an hour. A pair that several exchanges quote has the
-- price of the exchange that comes first by id.
select distinct on (symbols.symbol, bars.timeframe, bars.bar_start_at)
    symbols.symbol as native_symbol,
    (extract(epoch from bars.timeframe::interval) / 60)::integer as bar_minutes,
    bars.bar_start_at + bars.timeframe::interval as bar_end_at,
    bars.close_price
from {{ ref('stg_patriot__bars') }} as bars
inner join {{ ref('stg_patriot__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.timeframe in ('1m', '5m', '15m', '30m', '1h')
order by symbols.symbol, bars.timeframe, bars.bar_start_at, symbols.symbol_id
