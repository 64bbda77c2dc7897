{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per strategy: users and capital by the newest assignment per user and account.
with

newest as (

    select
        assignments.owner_id,
        assignments.strategy_id,
        assignments.allocated_balance_usd,
        (assignments.is_active or assignments.deactivated_at > clock.as_of) as is_active,
        row_number() over (
            partition by assignments.owner_id, assignments.account_id, assignments.strategy_id
            order by assignments.assigned_at desc, assignments.assignment_id desc
        ) as recency
    from {{ ref('int_patriot_counted_assignments') }} as assignments
    cross join {{ ref('clock') }} as clock
    where assignments.assigned_at <= clock.as_of

)

select
    strategy_id,
    count(distinct owner_id) filter (where is_active) as user_count,
    sum(allocated_balance_usd) filter (where is_active) as aum_usd
from newest
where recency = 1
group by strategy_id
