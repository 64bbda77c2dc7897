{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per event. Versions count within a stream, nothing counts across them: to
-- read events in sequence, order them by occurred_at and event_id.
with

source as (

    {{ source_rows('patriot', 'event_store') }}

),

renamed as (

    select
        -- ids: a stream of a user has that user's id. What is known to be an order or an account
        -- stays as it is, all else is hashed; so is what ties events together, which may be anyone.
        'patriot' as source_system,
        source.id::text as event_id,
        case
            when source.stream_type::text in ('order', 'account') then source.stream_id::text
            else {{ pseudonym('patriot', 'source.stream_id') }}
        end as stream_id,
        {{ pseudonym('patriot', 'source.correlation_id') }} as correlation_id,
        source.causation_id::text as causation_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,

        -- attributes: of the payload only what kind of json it is, for it may hold anything
        source.stream_type::text as stream_type,
        source.event_type::text as event_type,
        source.event_version::integer as event_version,
        jsonb_typeof(source.event_data) as payload_type,
        jsonb_typeof(source.metadata) as metadata_type,

        -- timestamps
        source.occurred_at::timestamptz as occurred_at,
        source.processed_at::timestamptz as processed_at,
        greatest(source.occurred_at, source.processed_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
