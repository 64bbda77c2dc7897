{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per multi-leg option position, which SwiftBolt calls a strategy.
select
    strategies.strategy_id,
    strategies.strategy_name,
    'multi_leg_option' as strategy_kind,
    strategies.strategy_type,
    strategies.status,
    strategies.status = 'active' as is_open,
    strategies.version,
    null::text as parent_strategy_id,
    null::integer as generation,
    strategies.owner_id,
    strategies.underlying_symbol as native_symbol,
    strategies.created_at,
    strategies.opened_at as activated_at,
    positions.closed_at as archived_at,
    null::numeric as opening_equity_usd,
    strategies.loaded_at
from {{ ref('stg_swiftbolt__options_strategies') }} as strategies
inner join {{ ref('int_swiftbolt_option_positions') }} as positions
    on strategies.strategy_id = positions.strategy_id
