{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per alert. One that only deliveries mention is added as an inferred alert, so
-- that no attempt is lost.
with

mentioned as (

    select distinct deliveries.alert_id
    from {{ ref('stg_mastertrade__alert_deliveries') }} as deliveries
    cross join {{ ref('clock') }} as clock
    left join {{ ref('stg_mastertrade__alerts') }} as alerts
        on deliveries.alert_id = alerts.alert_id
    where alerts.alert_id is null and coalesce(deliveries.sent_at <= clock.as_of, true)

)

select
    'alerts' as alert_source,
    alert_id,
    alert_type,
    -- The house has three steps. An error is the second of four, as patriot's HIGH is, and a word
    -- nobody listed is taken as seriously.
    case when severity in ('info', 'critical') then severity else 'warning' end as severity,
    severity as native_severity,
    entity_type,
    entity_id,
    null::text as owner_id,
    null::text as account_id,
    strategy_id,
    order_id,
    null::text as native_symbol,
    created_at,
    acknowledged_at,
    resolved_at,
    null::timestamptz as expires_at,
    false as is_seen,
    false as is_dismissed,
    null::boolean as is_action_required,
    true as has_delivery_log,
    false as is_inferred
from {{ ref('stg_mastertrade__alerts') }}

union all

select
    'alerts' as alert_source,
    alert_id,
    null as alert_type,
    null as severity,
    null as native_severity,
    null as entity_type,
    null as entity_id,
    null as owner_id,
    null as account_id,
    null as strategy_id,
    null as order_id,
    null as native_symbol,
    null as created_at,
    null as acknowledged_at,
    null as resolved_at,
    null as expires_at,
    false as is_seen,
    false as is_dismissed,
    null as is_action_required,
    true as has_delivery_log,
    true as is_inferred
from mentioned
