{{ config(
    enabled=system_enabled('swiftbolt'),
    meta={
        'rows_of': ['swiftbolt.ohlc_bars_v2', 'swiftbolt.intraday_bars'],
        'day_column': 'bar_start_at',
    }
) }}

-- Grain: one row per bar with a price: ticker's id, timeframe, feed and bar start.
-- The model's forecast bars are no data, and a provider's empty day is none either.
select
    symbol_id as native_id,
    timeframe,
    provider as feed,
    bar_start_at,
    loaded_at
from {{ ref('stg_swiftbolt__bars') }}
where layer <> 'forecast' and close_price is not null

union all

select
    symbol_id,
    timeframe,
    'intraday_bars',
    bar_start_at,
    loaded_at
from {{ ref('stg_swiftbolt__intraday_bars') }}
where close_price is not null
