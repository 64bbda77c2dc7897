{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per alert, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'options_multi_leg_alerts') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as alert_id,
        source.strategy_id::text as strategy_id,
        source.leg_id::text as leg_id,

        -- attributes
        source.alert_type::text as alert_type,
        severities.canonical_value as severity,
        source.severity::text as native_severity,
        source.title::text as alert_title,
        nullif(source.reason::text, '') as alert_reason,
        nullif(source.suggested_action::text, '') as suggested_action,
        source.action_required::boolean as is_action_required,

        -- timestamps
        source.created_at::timestamptz as triggered_at,
        source.acknowledged_at::timestamptz as acknowledged_at,
        source.resolved_at::timestamptz as resolved_at,
        greatest(source.created_at, source.acknowledged_at, source.resolved_at)::timestamptz
            as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as severities
        on severities.domain = 'alert_severity'
        and severities.source_system = 'swiftbolt'
        and severities.native_value = source.severity::text

)

select * from renamed
