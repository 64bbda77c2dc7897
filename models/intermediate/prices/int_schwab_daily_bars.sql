{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per symbol and day. The broker delivers its history already split-adjusted.
select
    symbol as native_symbol,
    (bar_start_at at time zone 'UTC')::date as bar_date,
    'historical' as layer,
    provider,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    1 as split_factor,
    loaded_at
from {{ ref('stg_schwab__bars') }}
where timeframe = '1d' and not coalesce(is_empty, false)
