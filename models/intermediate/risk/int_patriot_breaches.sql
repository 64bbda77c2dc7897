{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per violation. Percent becomes a ratio.
select
    violations.violation_id as breach_id,
    violations.account_id,
    violations.owner_id,
    accounts.environment,
    'account_or_user_limit' as breach_kind,
    coalesce(names.limit_name, violations.violation_type) as limit_name,
    violations.violation_type as native_limit_name,
    names.limit_unit,
    violations.limit_value / coalesce(names.native_units, 1) as limit_value,
    violations.current_value / coalesce(names.native_units, 1) as measured_value,
    violations.severity,
    violations.native_severity,
    violations.created_at as breached_at,
    violations.resolved_at,
    false as is_final
from {{ ref('stg_patriot__risk_violations') }} as violations
left join {{ ref('stg_patriot__accounts') }} as accounts
    on violations.account_id = accounts.account_id
left join {{ ref('limit_names') }} as names
    on names.source_system = 'patriot' and violations.violation_type = names.native_name
