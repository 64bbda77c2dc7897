{{ config(
    enabled=system_enabled('mastertrade'),
    meta={
        'rows_of': ['mastertrade.market_data', 'mastertrade.stock_indices'],
        'day_column': 'bar_start_at',
    }
) }}

-- Grain: one row per bar with a price: symbol, timeframe, feed and bar start.
select
    symbol as native_id,
    timeframe,
    provider as feed,
    bar_start_at,
    loaded_at
from {{ ref('stg_mastertrade__bars') }}
where close_price is not null

union all

-- An index is read once or several times a day: its day counts once.
select
    index_name,
    '1d',
    provider,
    (bar_start_at at time zone 'UTC')::date::timestamp at time zone 'UTC',
    max(loaded_at)
from {{ ref('stg_mastertrade__index_bars') }}
where close_price is not null
group by index_name, provider, (bar_start_at at time zone 'UTC')::date
