{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account that strategies share: its assignments in force at the clock.
select
    assignments.account_id,
    count(*) as active_assignments,
    sum(assignments.allocation_ratio) as allocated_ratio,
    sum(assignments.allocated_balance_usd) as allocated_balance_usd,
    jsonb_agg(
        jsonb_build_object(
            'strategy_key',
            {{ surrogate_key('strategy', ["'patriot'", 'assignments.strategy_id']) }},
            'strategy_name', strategies.strategy_name,
            'allocation_ratio', assignments.allocation_ratio,
            'allocated_balance_usd', assignments.allocated_balance_usd
        ) order by assignments.allocation_ratio desc nulls last, assignments.assignment_id asc
    ) as assignments
from {{ ref('stg_patriot__strategy_assignments') }} as assignments
cross join {{ ref('clock') }} as clock
left join {{ ref('stg_patriot__strategies') }} as strategies
    on assignments.strategy_id = strategies.strategy_id
where
    (assignments.is_active or assignments.deactivated_at > clock.as_of)
    and assignments.assigned_at <= clock.as_of
group by assignments.account_id
