{{ config(
    enabled=system_enabled('schwab'),
    meta={'rows_of': 'schwab.price_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per symbol and day. The broker delivers its history already split-adjusted.
select
    symbol as native_id,
    bar_start_at,
    'historical' as layer,
    provider,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    null as adjusted_for_action_id,
    loaded_at
from {{ ref('stg_schwab__bars') }}
where timeframe = '1d' and not coalesce(is_empty, false)
