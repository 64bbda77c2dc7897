{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per job, as last written. The platform keeps them for about a week.
with

source as (

    {{ source_rows('swiftbolt', 'job_queue') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as job_id,
        source.symbol_id::uuid as symbol_id,
        source.symbol::text as symbol,

        -- attributes
        source.job_type::text as job_type,
        statuses.canonical_value as status,
        source.status::text as native_status,
        nullif(source.error_message::text, '') is not null as has_error_message,
        -- 1 goes first, unlike for ranking jobs and job definitions.
        source.priority::integer as priority,

        -- measures
        source.attempts::integer as attempt_count,
        source.max_attempts::integer as max_attempts,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.started_at::timestamptz as started_at,
        source.completed_at::timestamptz as completed_at,
        greatest(source.created_at, source.started_at, source.completed_at)::timestamptz
            as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'job_status'
        and statuses.source_system = 'swiftbolt'
        and statuses.native_value = source.status::text

)

select * from renamed
