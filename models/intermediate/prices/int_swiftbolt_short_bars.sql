{{ config(
    enabled=system_enabled('swiftbolt'),
    meta={'rows_of': 'swiftbolt.intraday_bars', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per ticker's id and bar of at most an hour.
select
    symbol_id as native_id,
    (extract(epoch from timeframe::interval) / 60)::integer as bar_minutes,
    bar_start_at,
    close_price
from {{ ref('stg_swiftbolt__intraday_bars') }}
where timeframe in ('1m', '5m', '15m', '30m', '1h') and close_price is not null
