{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per symbol that traded within the day before the clock's reading.
-- One index probe per exchange's pair and bar length: cost follows instruments, not bars.
select distinct on (symbols.symbol)
    symbols.symbol as native_symbol,
    newest.close_price as last_price,
    newest.bar_start_at as last_price_at
from {{ ref('stg_patriot__symbols') }} as symbols
cross join {{ ref('clock') }} as clock
cross join (values (1), (5), (15), (30), (60)) as lengths (minutes)
cross join
    lateral (
        select
            bars.close_price,
            bars.bar_end_at - make_interval(mins => lengths.minutes) as bar_start_at
        from {{ ref('int_short_bars') }} as bars
        where
            bars.symbol_key = 'patriot ' || symbols.symbol_id
            and bars.bar_minutes = lengths.minutes
            and bars.bar_end_at <= clock.as_of + make_interval(mins => lengths.minutes)
            and bars.bar_end_at
            > clock.as_of + make_interval(mins => lengths.minutes) - interval '1 day'
        order by bars.bar_end_at desc
        limit 1
    ) as newest
order by
    symbols.symbol asc, newest.bar_start_at desc, lengths.minutes asc, symbols.symbol_id asc
