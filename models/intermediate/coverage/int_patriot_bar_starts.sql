{{ config(
    enabled=system_enabled('patriot'),
    meta={'rows_of': 'patriot.market_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per bar with a price: id of an exchange's pair, timeframe, feed and bar start.
select
    symbol_id as native_id,
    timeframe,
    'market_data' as feed,
    bar_start_at,
    loaded_at
from {{ ref('stg_patriot__bars') }}
where close_price is not null
