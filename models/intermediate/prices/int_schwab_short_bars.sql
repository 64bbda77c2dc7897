{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per symbol and minute.
select
    symbol as native_symbol,
    1 as bar_minutes,
    bar_start_at + interval '1 minute' as bar_end_at,
    close_price
from {{ ref('stg_schwab__bars') }}
where native_timeframe = 'minute' and not coalesce(is_empty, false)
