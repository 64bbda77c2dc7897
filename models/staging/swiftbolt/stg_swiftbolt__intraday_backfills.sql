{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'intraday_backfill_status') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        statuses.canonical_value as status,
        source.status::text as native_status,
        nullif(source.error_message::text, '') is not null as has_error_message,

        -- measures
        source.backfill_days::integer as backfill_days,
        source.bar_count::integer as bar_count,

        -- timestamps
        source.last_backfill_at::timestamptz as last_backfill_at,
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'job_status'
        and statuses.source_system = 'swiftbolt'
        and statuses.native_value = source.status::text

)

select * from renamed
