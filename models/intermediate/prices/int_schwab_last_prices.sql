{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per symbol that traded within the day before the clock's reading.
-- A symbol may be inferred: nothing ties bars to the security master. Options have no bars.
-- The millisecond stamp is compared as it is stored, so that the source's own key is the index.
select
    symbols.native_symbol,
    newest.close_price as last_price,
    newest.bar_start_at as last_price_at
from {{ ref('int_instruments_resolved') }} as symbols
cross join {{ ref('clock') }} as clock
cross join
    lateral (
        select
            bars.close_price,
            bars.bar_start_at
        from {{ ref('stg_schwab__bars') }} as bars
        where
            bars.symbol = symbols.native_symbol
            and bars.native_timeframe = 'minute'
            and bars.native_bar_start_ms <= (extract(epoch from clock.as_of) * 1000)::bigint
            and bars.native_bar_start_ms
            > (extract(epoch from clock.as_of - interval '1 day') * 1000)::bigint
            and not coalesce(bars.is_empty, false)
        order by bars.native_bar_start_ms desc
        limit 1
    ) as newest
where symbols.source_system = 'schwab' and symbols.asset_class <> 'option'
