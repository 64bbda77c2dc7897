{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per alert of the scanner or about an option position. Scanner alerts are read and
-- put away without a time.
with

scanner_alerts as (

    select
        'scanner_alerts' as alert_source,
        alerts.alert_id,
        alerts.condition_type as alert_type,
        alerts.severity,
        alerts.native_severity,
        'instrument' as entity_type,
        alerts.symbol_id::text as entity_id,
        alerts.owner_id,
        null::text as strategy_id,
        symbols.symbol as native_symbol,
        alerts.triggered_at as created_at,
        null::timestamptz as acknowledged_at,
        null::timestamptz as resolved_at,
        alerts.expires_at,
        alerts.is_read or coalesce(alerts.is_dismissed, false) as is_seen,
        coalesce(alerts.is_dismissed, false) as is_dismissed,
        null::boolean as is_action_required
    from {{ ref('stg_swiftbolt__scanner_alerts') }} as alerts
    left join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on alerts.symbol_id = symbols.symbol_id

),

position_alerts as (

    select
        'options_multi_leg_alerts' as alert_source,
        alerts.alert_id,
        alerts.alert_type,
        alerts.severity,
        alerts.native_severity,
        case when alerts.leg_id is null then 'strategy' else 'option_leg' end as entity_type,
        coalesce(alerts.leg_id, alerts.strategy_id) as entity_id,
        positions.owner_id,
        alerts.strategy_id,
        null::text as native_symbol,
        alerts.triggered_at as created_at,
        alerts.acknowledged_at,
        alerts.resolved_at,
        null::timestamptz as expires_at,
        false as is_seen,
        false as is_dismissed,
        alerts.is_action_required
    from {{ ref('stg_swiftbolt__options_alerts') }} as alerts
    left join {{ ref('stg_swiftbolt__options_strategies') }} as positions
        on alerts.strategy_id = positions.strategy_id

),

all_alerts as (

    select * from scanner_alerts
    union all
    select * from position_alerts

)

select
    alert_source,
    alert_id,
    alert_type,
    severity,
    native_severity,
    entity_type,
    entity_id,
    owner_id,
    null::text as account_id,
    strategy_id,
    null::text as order_id,
    native_symbol,
    created_at,
    acknowledged_at,
    resolved_at,
    expires_at,
    is_seen,
    is_dismissed,
    is_action_required,
    false as has_delivery_log,
    false as is_inferred
from all_alerts
