{{ config(
    enabled=system_enabled('mastertrade'),
    meta={'rows_of': 'mastertrade.market_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per symbol and bar of at most an hour.
select
    symbol as native_id,
    bar_minutes,
    bar_start_at,
    close_price
from {{ ref('stg_mastertrade__bars') }}
where timeframe in ('1m', '5m', '15m', '30m', '1h')
