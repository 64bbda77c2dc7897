{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol and status: a symbol can be done and wanted again.
with

source as (

    {{ source_rows('swiftbolt', 'symbols_backfill_queue') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as backfill_id,
        source.symbol_id::uuid as symbol_id,
        source.ticker::text as symbol,

        -- attributes
        statuses.canonical_value as status,
        source.status::text as native_status,
        source.timeframes::text[] as native_timeframes,
        nullif(source.error_message::text, '') is not null as has_error_message,

        -- measures
        source.bars_inserted::integer as bars_inserted,

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
