{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account, strategy on it (null: none in particular) and limit: the one that
-- counts there. An account's own comes before that of the strategy, the user and everybody.
with

-- Limits of one level and name are one: of several in force the strictest counts, for nothing
-- keeps global ones from being entered twice.
in_force as (

    select
        limits.limit_level,
        limits.account_id,
        limits.strategy_id,
        limits.owner_id,
        coalesce(names.limit_name, limits.limit_name) as limit_name,
        coalesce(names.limit_unit, limits.limit_unit) as limit_unit,
        min(
            limits.limit_value / case
                -- A row may say that its number is a ratio already, whatever its name says.
                when limits.limit_unit = names.limit_unit then 1
                else coalesce(names.native_units, 1)
            end
        ) as limit_value
    from {{ ref('stg_patriot__risk_limits') }} as limits
    cross join {{ ref('clock') }} as clock
    left join {{ ref('limit_names') }} as names
        on names.source_system = 'patriot' and limits.limit_name = names.native_name
    where limits.is_active and limits.created_at <= clock.as_of
    group by
        limits.limit_level,
        limits.account_id,
        limits.strategy_id,
        limits.owner_id,
        coalesce(names.limit_name, limits.limit_name),
        coalesce(names.limit_unit, limits.limit_unit)

),

strategies as (

    select
        assignments.account_id,
        assignments.strategy_id
    from {{ ref('stg_patriot__strategy_assignments') }} as assignments
    cross join {{ ref('clock') }} as clock
    where assignments.is_active and assignments.assigned_at <= clock.as_of

    union

    select
        account_id,
        strategy_id
    from {{ ref('int_patriot_positions') }}
    where strategy_id is not null

    union

    select
        account_id,
        null
    from {{ ref('stg_patriot__accounts') }}

),

candidates as (

    select
        strategies.account_id,
        strategies.strategy_id,
        in_force.limit_name,
        in_force.limit_unit,
        in_force.limit_level,
        in_force.limit_value,
        row_number() over (
            partition by strategies.account_id, strategies.strategy_id, in_force.limit_name
            order by array_position(
                array['account', 'strategy', 'user', 'global'], in_force.limit_level
            )
        ) as precedence
    from strategies
    inner join {{ ref('stg_patriot__accounts') }} as accounts
        on strategies.account_id = accounts.account_id
    inner join in_force
        on case in_force.limit_level
            when 'account' then accounts.account_id = in_force.account_id
            when 'strategy' then strategies.strategy_id = in_force.strategy_id
            when 'user' then accounts.owner_id = in_force.owner_id
            else in_force.limit_level = 'global'
        end

)

select
    account_id,
    strategy_id,
    limit_name,
    limit_unit,
    limit_level,
    limit_value
from candidates
where precedence = 1
