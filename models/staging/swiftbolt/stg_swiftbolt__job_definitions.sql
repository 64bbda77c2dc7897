{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker or batch, timeframe, kind of job and batch version.
with

source as (

    {{ source_rows('swiftbolt', 'job_definitions') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as job_definition_id,
        source.symbol_id::uuid as symbol_id,
        -- A job for a batch has a made-up name in place of the ticker, and lists its tickers.
        source.symbol::text as native_symbol,
        case when source.symbols_array is null then source.symbol::text end as symbol,

        -- attributes
        source.job_type::text as job_type,
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,
        source.symbols_array::jsonb as batch_symbols,
        source.batch_number::integer as batch_number,
        source.total_batches::integer as batch_count,
        source.batch_version::integer as batch_version,
        -- The higher number goes first, unlike in the queue of jobs.
        source.priority::integer as priority,
        source.enabled::boolean as is_enabled,

        -- measures
        source.window_days::integer as window_days,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
