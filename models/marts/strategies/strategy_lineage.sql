{{ config(
    indexes=[
        {'columns': ['strategy_key'], 'unique': true},
        {'columns': ['root_strategy_key']},
    ]
) }}

-- Grain: one row per algorithmic strategy, with where it comes from and what came of it.
with

metrics as (

    select
        book_key as strategy_key,
        sharpe_ratio,
        net_pnl_usd
    from {{ ref('int_performance_metrics') }}
    where book_type = 'strategy' and window_name = 'lifetime'

),

-- What is made after the clock's reading is not there yet, nor is it anybody's child.
shown as (

    select strategies.*
    from {{ ref('dim_strategies') }} as strategies
    cross join {{ ref('clock') }} as clock
    where
        strategies.strategy_kind = 'algorithmic'
        and (
            coalesce(strategies.created_at <= clock.as_of, true)
            or strategies.strategy_key in (select metrics.strategy_key from metrics)
        )

),

steps as (

    select
        strategy_key,
        ancestor_key,
        distance,
        closes_circle
    from {{ ref('int_strategy_ancestors') }}

),

chains as (

    select
        strategy_key,
        count(*) filter (where not closes_circle) as ancestor_count,
        bool_or(closes_circle) as is_circular,
        array_agg(ancestor_key order by distance desc) filter (where not closes_circle)
            as ancestor_keys
    from steps
    group by strategy_key

),

-- Live results are judged before paper ones and these before testnet ones, as everywhere.
ranked_ancestors as (

    select
        steps.strategy_key,
        steps.ancestor_key,
        environments.environment,
        metrics.sharpe_ratio,
        row_number() over (
            partition by steps.strategy_key
            order by
                array_position(array['live', 'paper', 'testnet'], environments.environment) asc,
                metrics.sharpe_ratio desc,
                steps.distance asc
        ) as position
    from steps
    inner join metrics on steps.ancestor_key = metrics.strategy_key
    left join {{ ref('int_strategy_environments') }} as environments
        on steps.ancestor_key = environments.strategy_key
    where not steps.closes_circle and metrics.sharpe_ratio is not null

),

descendants as (

    select
        steps.ancestor_key as strategy_key,
        count(*) filter (where steps.distance = 1) as child_count,
        count(*) as descendant_count
    from steps
    inner join shown on steps.strategy_key = shown.strategy_key
    where not steps.closes_circle
    group by steps.ancestor_key

)

select
    strategies.strategy_key,
    strategies.source_system,
    strategies.strategy_id,
    strategies.strategy_name,
    strategies.strategy_type,
    strategies.status,
    strategies.is_open,
    -- versions
    strategies.version,
    versions.version_count,
    versions.first_version_at,
    versions.last_version_at,

    -- where it comes from
    strategies.generation,
    strategies.parent_strategy_key,
    strategies.parent_strategy_key is not null and parents.strategy_key is null
        as is_parent_missing,
    coalesce(chains.is_circular, false) as is_circular,
    coalesce(chains.ancestor_count, 0) as ancestor_count,
    case
        when not coalesce(chains.is_circular, false)
            then coalesce(chains.ancestor_keys[1], strategies.strategy_key)
    end as root_strategy_key,
    coalesce(chains.ancestor_keys, '{}') || strategies.strategy_key as lineage_keys,

    -- what came of it
    coalesce(descendants.child_count, 0) as child_count,
    coalesce(descendants.descendant_count, 0) as descendant_count,

    -- how it does beside its ancestors
    environments.environment,
    metrics.net_pnl_usd,
    metrics.sharpe_ratio,
    parent_metrics.sharpe_ratio as parent_sharpe_ratio,
    best.ancestor_key as best_ancestor_key,
    best_strategies.strategy_name as best_ancestor_name,
    best.environment as best_ancestor_environment,
    best.sharpe_ratio as best_ancestor_sharpe_ratio,
    case
        when environments.environment = best.environment
            then metrics.sharpe_ratio - best.sharpe_ratio
    end as sharpe_over_best_ancestor,

    clock.as_of,
    now() as refreshed_at
from shown as strategies
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_strategies') }} as parents
    on strategies.parent_strategy_key = parents.strategy_key
left join {{ ref('int_strategy_versions') }} as versions
    on strategies.strategy_key = versions.strategy_key
left join chains on strategies.strategy_key = chains.strategy_key
left join descendants on strategies.strategy_key = descendants.strategy_key
left join {{ ref('int_strategy_environments') }} as environments
    on strategies.strategy_key = environments.strategy_key
left join metrics on strategies.strategy_key = metrics.strategy_key
left join metrics as parent_metrics
    on strategies.parent_strategy_key = parent_metrics.strategy_key
left join ranked_ancestors as best
    on strategies.strategy_key = best.strategy_key and best.position = 1
left join {{ ref('dim_strategies') }} as best_strategies
    on best.ancestor_key = best_strategies.strategy_key
