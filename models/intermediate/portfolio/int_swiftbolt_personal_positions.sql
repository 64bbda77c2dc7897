{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per open option position of a person, its legs added up. There are no accounts.
with

legs as (

    select
        strategy_id,
        sum(abs(current_value_usd)) as position_value_usd,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd
    from {{ ref('stg_swiftbolt__options_legs') }}
    where not is_closed
    group by strategy_id

)

select
    strategies.strategy_id as position_id,
    strategies.owner_id,
    strategies.strategy_id,
    strategies.underlying_symbol as native_symbol,
    legs.position_value_usd,
    legs.unrealized_pnl_usd
from {{ ref('stg_swiftbolt__options_strategies') }} as strategies
cross join {{ ref('clock') }} as clock
left join legs on strategies.strategy_id = legs.strategy_id
where
    strategies.status = 'active'
    and coalesce(strategies.opened_at, strategies.created_at) <= clock.as_of
