{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per position that was open at the clock's reading.
select
    positions.position_id,
    positions.account_id,
    positions.strategy_id,
    positions.symbol as native_symbol,
    positions.position_side as side,
    positions.quantity,
    1 as multiplier,
    positions.entry_price,
    null::text as price_currency,
    positions.mark_price as platform_mark_price,
    positions.updated_at as platform_mark_at,
    positions.unrealized_pnl_usd as platform_unrealized_pnl_usd,
    null::numeric as accrued_costs_usd,
    false as is_priced_by_platform,
    'platform' as position_source,
    positions.opened_at,
    positions.updated_at as reported_at
from {{ ref('stg_patriot__positions') }} as positions
cross join {{ ref('clock') }} as clock
where
    positions.quantity > 0
    and positions.opened_at <= clock.as_of
    and (positions.closed_at is null or positions.closed_at > clock.as_of)
