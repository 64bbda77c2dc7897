{{ config(
    enabled=system_enabled('swiftbolt'),
    meta={'rows_of': 'swiftbolt.ohlc_bars_v2', 'day_column': 'bar_start_at'}
) }}

-- Grain: one row per ticker's id, bar start, provider and layer. As traded, unless the bar names
-- the corporate action that its provider has worked in.
select
    symbol_id as native_id,
    bar_start_at,
    layer,
    provider,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    adjusted_for_action_id,
    loaded_at
from {{ ref('stg_swiftbolt__bars') }}
where timeframe = '1d' and layer <> 'forecast'
