{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per bar with a price: exchange's pair, timeframe, feed and bar start.
select
    symbols.symbol as native_symbol,
    bars.timeframe,
    'market_data' as feed,
    bars.bar_start_at,
    bars.loaded_at
from {{ ref('stg_patriot__bars') }} as bars
inner join {{ ref('stg_patriot__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.close_price is not null
