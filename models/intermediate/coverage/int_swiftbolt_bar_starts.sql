{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per bar with a price: ticker, timeframe, feed and bar start.
-- The model's forecast bars are no data, and a provider's empty day is none either.
select
    symbols.symbol as native_symbol,
    bars.timeframe,
    bars.provider as feed,
    bars.bar_start_at,
    bars.loaded_at
from {{ ref('stg_swiftbolt__bars') }} as bars
inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.layer <> 'forecast' and bars.close_price is not null

union all

select
    symbols.symbol,
    bars.timeframe,
    'intraday_bars',
    bars.bar_start_at,
    bars.loaded_at
from {{ ref('stg_swiftbolt__intraday_bars') }} as bars
inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on bars.symbol_id = symbols.symbol_id
where bars.close_price is not null
