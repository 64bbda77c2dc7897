{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per exchange, pair and day.
select
    symbols.symbol as native_symbol,
    (bars.bar_start_at at time zone 'UTC')::date as bar_date,
    'historical' as layer,
    'market_data' as provider,
    bars.open_price,
    bars.high_price,
    bars.low_price,
    bars.close_price,
    bars.volume,
    1 as split_factor,
    bars.loaded_at
from {{ ref('stg_patriot__bars') }} as bars
inner join {{ ref('stg_patriot__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.timeframe = '1d'
