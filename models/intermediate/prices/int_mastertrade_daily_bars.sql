{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol and day: crypto candles and published index values.
select
    symbol as native_symbol,
    (bar_start_at at time zone 'UTC')::date as bar_date,
    'historical' as layer,
    'market_data' as provider,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    1 as split_factor,
    loaded_at
from {{ ref('stg_mastertrade__bars') }}
where timeframe = '1d'

union all

-- Several readings of an index within a day: the last one is the day's close.
select
    index_name,
    (bar_start_at at time zone 'UTC')::date,
    'historical',
    'stock_indices',
    (array_agg(open_price order by bar_start_at))[1],
    max(high_price),
    min(low_price),
    (array_agg(close_price order by bar_start_at desc))[1],
    sum(volume),
    1,
    max(loaded_at)
from {{ ref('stg_mastertrade__index_bars') }}
where close_price is not null
group by index_name, (bar_start_at at time zone 'UTC')::date
