{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per assignment whose account is of the environment the strategy is judged by.
select
    assignments.assignment_id,
    assignments.account_id,
    assignments.owner_id,
    assignments.strategy_id,
    assignments.is_active,
    assignments.allocated_balance_usd,
    assignments.assigned_at,
    assignments.deactivated_at
from {{ ref('stg_patriot__strategy_assignments') }} as assignments
left join {{ ref('stg_patriot__accounts') }} as accounts
    on assignments.account_id = accounts.account_id
left join {{ ref('int_strategy_environments') }} as judged
    on judged.source_system = 'patriot' and assignments.strategy_id = judged.strategy_id
where coalesce(accounts.environment, 'live') = coalesce(judged.environment, 'live')
