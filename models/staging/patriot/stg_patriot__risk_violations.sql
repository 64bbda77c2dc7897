{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per breach of a limit.
with

source as (

    {{ source_rows('patriot', 'risk_violations') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as violation_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        source.account_id::text as account_id,

        -- attributes
        source.violation_type::text as violation_type,
        severities.canonical_value as severity,
        source.severity::text as native_severity,

        -- measures: in the unit of the limit of that name
        source.current_value::numeric as current_value,
        source.limit_value::numeric as limit_value,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.resolved_at::timestamptz as resolved_at,
        greatest(source.created_at, source.resolved_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as severities
        on severities.domain = 'alert_severity'
        and severities.source_system = 'patriot'
        and severities.native_value = source.severity::text

)

select * from renamed
