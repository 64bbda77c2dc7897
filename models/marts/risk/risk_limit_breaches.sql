{{ config(
    indexes=[
        {'columns': ['breach_key'], 'unique': true},
        {'columns': ['account_key', 'breached_at']},
        {'columns': ['owner_key', 'breached_at']},
        {'columns': ['state', 'severity']},
    ]
) }}

-- Grain: one row per breach of a limit on any platform.
select
    breaches.breach_key,
    breaches.account_key,
    coalesce(breaches.owner_key, accounts.owner_key) as owner_key,
    breaches.source_system,
    breaches.breach_id,
    breaches.environment,
    breaches.breach_kind,
    breaches.limit_name,
    breaches.native_limit_name,
    breaches.limit_unit,
    breaches.limit_value,
    breaches.measured_value,
    breaches.measured_value / nullif(breaches.limit_value, 0) - 1 as over_limit_ratio,
    breaches.severity,
    breaches.native_severity,
    breaches.breached_at,
    (breaches.breached_at at time zone 'UTC')::date as breach_date,
    breaches.resolved_at,
    breaches.state,
    case
        when breaches.resolved_at >= breaches.breached_at
            then breaches.resolved_at - breaches.breached_at
    end as time_to_resolve,
    case when breaches.state = 'open' then clock.as_of - breaches.breached_at end as open_for,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_risk_breaches') }} as breaches
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_accounts') }} as accounts on breaches.account_key = accounts.account_key
