{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per option contract captured within the week before the clock's reading: the
-- middle of its newest quote.
select distinct on (captures.contract_symbol)
    captures.contract_symbol as native_symbol,
    (captures.bid_price + captures.ask_price) / 2 as mark_price,
    captures.captured_at as mark_at
from {{ ref('stg_swiftbolt__options_snapshots') }} as captures
cross join {{ ref('clock') }} as clock
where
    captures.captured_at <= clock.as_of
    and captures.captured_at > clock.as_of - interval '7 days'
    and captures.bid_price + captures.ask_price is not null
order by captures.contract_symbol asc, captures.captured_at desc
