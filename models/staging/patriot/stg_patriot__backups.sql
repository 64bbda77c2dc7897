{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per backup of the platform, whether it still exists or not.
with

source as (

    {{ source_rows('patriot', 'backup_metadata') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as backup_id,

        -- attributes
        source.backup_name::text as backup_name,
        source.database_name::text as database_name,
        lower(source.backup_type::text) as backup_type,
        lower(source.status::text) as status,
        source.retention_policy::text as retention_policy,
        source.compression_used::boolean as is_compressed,
        source.encryption_used::boolean as is_encrypted,

        -- measures
        source.backup_size_bytes::bigint as size_bytes,

        -- timestamps
        source.start_time::timestamptz as started_at,
        source.end_time::timestamptz as ended_at,
        greatest(source.start_time, source.end_time)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
