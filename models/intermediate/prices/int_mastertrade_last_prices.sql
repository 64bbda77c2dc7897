{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol that traded within the day before the clock's reading.
-- The naive time stays as it is stored, so that the source's own key serves as the index.
select
    instruments.native_symbol,
    newest.close_price as last_price,
    newest.bar_start_at as last_price_at
from {{ ref('int_instruments_resolved') }} as instruments
cross join {{ ref('clock') }} as clock
cross join
    lateral (
        select
            bars.close_price,
            bars.bar_start_at
        from {{ ref('stg_mastertrade__bars') }} as bars
        where
            bars.symbol = instruments.native_symbol
            and bars.timeframe <> '1d'
            and bars.native_bar_start <= clock.as_of at time zone 'UTC'
            and bars.native_bar_start > (clock.as_of at time zone 'UTC') - interval '1 day'
        order by bars.native_bar_start desc, bars.bar_minutes asc
        limit 1
    ) as newest
where instruments.source_system = 'mastertrade' and instruments.asset_class = 'crypto'
