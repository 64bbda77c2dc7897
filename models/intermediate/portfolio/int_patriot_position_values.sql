{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per position open at the clock's reading.
select
    positions.position_id,
    positions.account_id,
    positions.owner_id,
    positions.strategy_id,
    positions.symbol as native_symbol,
    positions.position_value_usd,
    positions.unrealized_pnl_usd
from {{ ref('stg_patriot__positions') }} as positions
cross join {{ ref('clock') }} as clock
where
    positions.opened_at <= clock.as_of
    and (positions.closed_at is null or positions.closed_at > clock.as_of)
