{{ config(
    enabled=system_enabled('mastertrade'),
    meta={
        'rows_of': ['mastertrade.market_data', 'mastertrade.stock_indices'],
        'day_column': 'bar_start_at',
    }
) }}

-- Grain: one row per symbol and day: crypto candles and published index values.
select
    symbol as native_id,
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
from {{ ref('stg_mastertrade__bars') }}
where timeframe = '1d'

union all

-- Several readings of an index within a day: the last one is the day's close.
select
    index_name,
    date_trunc('day', bar_start_at, 'UTC'),
    'historical',
    'stock_indices',
    (array_agg(open_price order by bar_start_at))[1],
    max(high_price),
    min(low_price),
    (array_agg(close_price order by bar_start_at desc))[1],
    sum(volume),
    null,
    max(loaded_at)
from {{ ref('stg_mastertrade__index_bars') }}
where close_price is not null
group by index_name, date_trunc('day', bar_start_at, 'UTC')
