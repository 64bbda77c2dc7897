{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per open position of a strategy. The platform deletes what was closed.
select
    position_id,
    environment as account_id,
    strategy_id,
    symbol as native_symbol,
    side,
    quantity,
    1 as multiplier,
    entry_price,
    null::text as price_currency,
    mark_price as platform_mark_price,
    loaded_at as platform_mark_at,
    unrealized_pnl_usd as platform_unrealized_pnl_usd,
    null::numeric as accrued_costs_usd,
    false as is_priced_by_platform,
    'platform' as position_source,
    opened_at,
    loaded_at as reported_at
from {{ ref('stg_mastertrade__positions') }}
