{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol and bar of at most an hour.
select
    symbol as native_symbol,
    bar_minutes,
    bar_start_at + make_interval(mins => bar_minutes) as bar_end_at,
    close_price
from {{ ref('stg_mastertrade__bars') }}
where timeframe in ('1m', '5m', '15m', '30m', '1h')
