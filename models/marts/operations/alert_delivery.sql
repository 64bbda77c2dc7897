{{ config(
    indexes=[
        {'columns': ['alert_key'], 'unique': true},
        {'columns': ['status', 'severity']},
        {'columns': ['created_at']},
        {'columns': ['account_key']},
        {'columns': ['strategy_key']},
    ]
) }}

-- Grain: one row per alert.
select
    {{ surrogate_key('alert', [
        'alerts.source_system', 'alerts.alert_source', 'alerts.alert_id'
    ]) }} as alert_key,
    alerts.source_system,
    alerts.alert_source,
    alerts.alert_id,
    alerts.alert_type,
    alerts.severity,
    alerts.native_severity,

    -- what it is about
    alerts.entity_type,
    alerts.entity_id,
    owners.owner_key,
    accounts.account_key,
    strategies.strategy_key,
    case
        when alerts.order_id is not null
            then {{ surrogate_key('order', ['alerts.source_system', 'alerts.order_id']) }}
    end as order_key,
    coalesce(instruments.instrument_key, strategies.instrument_key) as instrument_key,
    accounts.environment,

    -- what became of it
    outcomes.alert_status as status,
    outcomes.is_open,
    outcomes.is_acknowledged,
    alerts.is_action_required,
    alerts.created_at,
    outcomes.acknowledged_at,
    outcomes.resolved_at,
    alerts.expires_at,
    outcomes.seconds_to_acknowledge,
    outcomes.seconds_to_resolve,
    outcomes.seconds_open,

    -- who was told
    outcomes.delivery_status,
    outcomes.is_delivered,
    outcomes.is_suppressed,
    outcomes.is_delivered_though_muted,
    outcomes.suppression_id,
    outcomes.attempts,
    outcomes.sent_attempts,
    outcomes.failed_attempts,
    outcomes.pending_attempts,
    outcomes.channels_tried,
    outcomes.channels_delivered,
    outcomes.channel_attempts,
    outcomes.first_attempt_at,
    outcomes.last_attempt_at,
    outcomes.first_delivered_at,
    outcomes.seconds_to_deliver,
    alerts.is_inferred,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_alerts_conformed') }} as alerts
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_alert_outcomes') }} as outcomes
    on alerts.source_system = outcomes.source_system
    and alerts.alert_source = outcomes.alert_source
    and alerts.alert_id = outcomes.alert_id
left join {{ ref('dim_owners') }} as owners
    on owners.owner_key = {{ surrogate_key('owner', ['alerts.source_system', 'alerts.owner_id']) }}
left join {{ ref('dim_accounts') }} as accounts
    on alerts.source_system = accounts.source_system
    and alerts.account_id = accounts.account_id
left join {{ ref('dim_strategies') }} as strategies
    on alerts.source_system = strategies.source_system
    and alerts.strategy_id = strategies.strategy_id
left join {{ ref('int_instruments_resolved') }} as instruments
    on alerts.source_system = instruments.source_system
    and alerts.native_symbol = instruments.native_symbol
