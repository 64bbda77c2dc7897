{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker that traded within the day before the clock's reading.
-- One index probe per symbol and bar length: cost follows instruments, not bars.
with

newest_by_length as (

    select
        symbols.symbol as native_symbol,
        newest.close_price,
        newest.bar_start_at,
        row_number() over (
            partition by symbols.symbol
            order by newest.bar_start_at desc, lengths.minutes asc
        ) as recency
    from {{ ref('stg_swiftbolt__symbols') }} as symbols
    cross join {{ ref('clock') }} as clock
    cross join (
        values
        ('1m', 1),
        ('5m', 5),
        ('15m', 15)
    ) as lengths (native_timeframe, minutes)
    cross join lateral (
        select
            bars.close_price,
            bars.bar_start_at
        from {{ ref('stg_swiftbolt__intraday_bars') }} as bars
        where
            bars.symbol_id = symbols.symbol_id
            and bars.native_timeframe = lengths.native_timeframe
            and bars.bar_start_at <= clock.as_of
            and bars.bar_start_at > clock.as_of - interval '1 day'
        order by bars.bar_start_at desc
        limit 1
    ) as newest

)

select
    native_symbol,
    close_price as last_price,
    bar_start_at as last_price_at
from newest_by_length
where recency = 1
