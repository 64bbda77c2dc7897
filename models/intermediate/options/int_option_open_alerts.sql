-- Grain: one row per position with alerts that are open at the clock's reading.
with

alerts as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_option_alerts'},
        columns={
            'alert_id': 'text',
            'strategy_id': 'text',
            'severity': 'text',
            'is_action_required': 'boolean',
            'triggered_at': 'timestamptz',
            'acknowledged_at': 'timestamptz',
            'resolved_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    alerts.source_system,
    alerts.strategy_id,
    count(*) as open_alerts,
    count(*) filter (where alerts.severity = 'critical') as open_critical_alerts,
    count(*) filter (where alerts.is_action_required) as open_action_alerts,
    count(*) filter (
        where alerts.acknowledged_at is null or alerts.acknowledged_at > clock.as_of
    ) as unacknowledged_alerts,
    max(alerts.triggered_at) as last_alert_at
from alerts
cross join {{ ref('clock') }} as clock
where
    alerts.triggered_at <= clock.as_of
    and (alerts.resolved_at is null or alerts.resolved_at > clock.as_of)
group by alerts.source_system, alerts.strategy_id
