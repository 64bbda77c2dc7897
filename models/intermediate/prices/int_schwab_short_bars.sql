{{ config(
    enabled=system_enabled('schwab'),
    meta={'rows_of': 'schwab.price_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per symbol and minute.
select
    symbol as native_id,
    1 as bar_minutes,
    bar_start_at,
    close_price
from {{ ref('stg_schwab__bars') }}
where native_timeframe = 'minute' and not coalesce(is_empty, false)
