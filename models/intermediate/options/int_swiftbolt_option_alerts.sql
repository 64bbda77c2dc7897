{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per alert about a position or one of its legs.
select
    alerts.alert_id,
    alerts.strategy_id,
    alerts.leg_id,
    alerts.alert_type,
    alerts.severity,
    alerts.is_action_required,
    alerts.triggered_at,
    alerts.acknowledged_at,
    alerts.resolved_at
from {{ ref('stg_swiftbolt__options_alerts') }} as alerts
