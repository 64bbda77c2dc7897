{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per multi-leg option position.
select
    strategies.strategy_id,
    coalesce(symbols.symbol, strategies.underlying_symbol) as native_symbol,
    strategies.owner_id,
    strategies.strategy_type,
    -- Written against shares that no table of the platform records.
    strategies.strategy_type = 'covered_call' as is_covered_by_shares,
    strategies.native_status,
    strategies.forecast_label,
    strategies.forecast_confidence_ratio as forecast_confidence,
    strategies.breakeven_prices,
    strategies.version,
    strategies.max_risk_usd,
    strategies.max_reward_usd,
    strategies.opened_at,
    strategies.closed_at,
    coalesce(rejected.rejected_legs, 0) as rejected_legs
from {{ ref('stg_swiftbolt__options_strategies') }} as strategies
left join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on strategies.underlying_symbol_id = symbols.symbol_id
left join {{ ref('int_swiftbolt_rejected_legs') }} as rejected
    on strategies.strategy_id = rejected.strategy_id
