{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per alert.
with

source as (

    {{ source_rows('swiftbolt', 'scanner_alerts') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as alert_id,
        source.symbol_id::uuid as symbol_id,
        {{ pseudonym('swiftbolt', 'source.user_id') }} as owner_id,

        -- attributes
        severities.canonical_value as severity,
        source.severity::text as native_severity,
        nullif(source.condition_type::text, '') as condition_type,
        source.condition_label::text as condition_label,
        source.user_id is null as is_system_wide,
        source.dismissed::boolean as is_dismissed,
        coalesce(source.is_read::boolean, false) as is_read,

        -- timestamps
        source.triggered_at::timestamptz as triggered_at,
        source.expires_at::timestamptz as expires_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as severities
        on severities.domain = 'alert_severity'
        and severities.source_system = 'swiftbolt'
        and severities.native_value = source.severity::text

)

select * from renamed
