{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per log entry, without its words.
with

source as (

    {{ source_rows('patriot', 'system_logs') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as log_entry_id,

        -- attributes
        lower(source.log_level::text) as log_level,

        -- timestamps
        source.created_at::timestamptz as logged_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
