{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per read model that is built from events.
with

source as (

    {{ source_rows('patriot', 'event_projections') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.projection_name::text as projection_name,
        source.last_processed_event_id::text as last_event_id,

        -- attributes
        lower(source.status::text) as status,

        -- measures: the version is one of the last event's stream and orders nothing else
        source.last_processed_stream_version::bigint as last_stream_version,
        source.error_count::integer as error_count,
        source.total_events_processed::bigint as processed_event_count,
        source.processing_rate_per_second::numeric as events_per_second,

        -- timestamps
        source.last_processed_at::timestamptz as last_processed_at,
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
