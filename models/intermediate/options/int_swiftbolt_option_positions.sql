{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per multi-leg option position.
with

ends as (

    select
        strategy_id,
        max(closed_at) as closed_at
    from {{ ref('int_swiftbolt_option_legs') }}
    group by strategy_id

)

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
    -- The platform does not always say when a position ended: it did with its last leg.
    case
        when strategies.native_status <> 'open'
            then coalesce(strategies.closed_at, ends.closed_at, strategies.updated_at)
    end as closed_at,
    coalesce(rejected.rejected_legs, 0) as rejected_legs
from {{ ref('stg_swiftbolt__options_strategies') }} as strategies
left join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on strategies.underlying_symbol_id = symbols.symbol_id
left join ends on strategies.strategy_id = ends.strategy_id
left join {{ ref('int_swiftbolt_rejected_legs') }} as rejected
    on strategies.strategy_id = rejected.strategy_id
