{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per attempt to move data onto the platform.
with

source as (

    {{ source_rows('patriot', 'migration_log') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as migration_id,

        -- attributes
        source.migration_name::text as migration_name,
        lower(source.status::text) as status,

        -- measures
        source.rows_migrated::bigint as migrated_row_count,

        -- timestamps
        source.started_at::timestamptz as started_at,
        source.completed_at::timestamptz as completed_at,
        greatest(source.started_at, source.completed_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
