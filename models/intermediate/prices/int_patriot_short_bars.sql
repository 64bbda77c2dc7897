{{ config(
    enabled=system_enabled('patriot'),
    meta={'rows_of': 'patriot.market_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per id of an exchange's pair and bar of at most an hour.
select
    symbol_id as native_id,
    (extract(epoch from timeframe::interval) / 60)::integer as bar_minutes,
    bar_start_at,
    close_price
from {{ ref('stg_patriot__bars') }}
where timeframe in ('1m', '5m', '15m', '30m', '1h')
