-- Grain: one row per algorithmic strategy and step up its parent chain, as far as it is known.
-- A chain that bites its own tail ends with the step that closes the circle.
with recursive

strategies as (

    select
        child.strategy_key,
        child.parent_strategy_key
    from {{ ref('int_strategies_conformed') }} as child
    inner join {{ ref('int_strategies_conformed') }} as parent
        on child.parent_strategy_key = parent.strategy_key
    where child.strategy_kind = 'algorithmic'

),

steps as (

    select
        strategy_key,
        parent_strategy_key as ancestor_key,
        1 as distance,
        array[strategy_key] as visited_keys
    from strategies

    union all

    select
        steps.strategy_key,
        strategies.parent_strategy_key,
        steps.distance + 1,
        steps.visited_keys || steps.ancestor_key
    from steps
    inner join strategies on steps.ancestor_key = strategies.strategy_key
    where steps.ancestor_key <> all(steps.visited_keys)

)

select
    strategy_key,
    ancestor_key,
    distance,
    ancestor_key = any(visited_keys) as closes_circle
from steps
