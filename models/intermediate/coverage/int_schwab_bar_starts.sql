{{ config(
    enabled=system_enabled('schwab'),
    meta={'rows_of': 'schwab.price_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per bar with a price: symbol, timeframe, feed and bar start.
select
    symbol as native_id,
    timeframe,
    coalesce(provider, 'schwab_api') as feed,
    bar_start_at,
    loaded_at
from {{ ref('stg_schwab__bars') }}
where close_price is not null and not coalesce(is_empty, false)
