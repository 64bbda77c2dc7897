{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per request, as last written. The platform keeps them for about a week.
with

source as (

    {{ source_rows('swiftbolt', 'ranking_jobs') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as job_id,
        source.symbol_id::uuid as symbol_id,
        source.symbol::text as symbol,

        -- attributes
        statuses.canonical_value as status,
        source.status::text as native_status,
        nullif(source.error_message::text, '') is not null as has_error_message,
        -- The higher number goes first, unlike in the queue of jobs.
        source.priority::integer as priority,

        -- measures
        source.retry_count::integer as retry_count,
        source.max_retries::integer as max_retries,

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
