{{ config(
    enabled=system_enabled('patriot'),
    meta={'rows_of': 'patriot.market_data', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per id of an exchange's pair and day.
select
    symbol_id as native_id,
    bar_start_at,
    'historical' as layer,
    'market_data' as provider,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    null as adjusted_for_action_id,
    loaded_at
from {{ ref('stg_patriot__bars') }}
where timeframe = '1d'
