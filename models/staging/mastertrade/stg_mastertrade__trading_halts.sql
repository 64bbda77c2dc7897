{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per automatic halt of trading.
with

source as (

    {{ source_rows('mastertrade', 'circuit_breaker_events') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as halt_id,

        -- attributes: of the details only the book is read
        environments.canonical_value as environment,
        nullif(source.metadata ->> 'environment', '') as native_environment,
        lower(source.trigger_type::text) as trigger_type,
        source.actions_taken,

        -- measures: in the unit of the trigger
        source.threshold_value::numeric as threshold_value,
        source.actual_value::numeric as actual_value,

        -- timestamps: the platform writes naive UTC
        source.triggered_at::timestamp at time zone 'UTC' as triggered_at,
        source.resolved_at::timestamp at time zone 'UTC' as resolved_at,
        greatest(source.triggered_at, source.resolved_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.metadata ->> 'environment'

)

select * from renamed
