{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per breach of a limit. Breaches are what patriot alerts about; they end by being
-- resolved and nobody acknowledges them.
select
    'risk_violations' as alert_source,
    violation_id as alert_id,
    violation_type as alert_type,
    severity,
    native_severity,
    case when account_id is null then 'owner' else 'account' end as entity_type,
    coalesce(account_id, owner_id) as entity_id,
    owner_id,
    account_id,
    null::text as strategy_id,
    null::text as order_id,
    null::text as native_symbol,
    created_at,
    null::timestamptz as acknowledged_at,
    resolved_at,
    null::timestamptz as expires_at,
    false as is_seen,
    false as is_dismissed,
    null::boolean as is_action_required,
    false as has_delivery_log,
    false as is_inferred
from {{ ref('stg_patriot__risk_violations') }}
