{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker and timeframe, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'coverage_status') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.symbol::text as symbol,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,
        nullif(source.last_provider::text, '') as last_provider,

        -- measures
        source.last_rows_written::integer as last_rows_written,

        -- timestamps
        source.from_ts::timestamptz as covered_from_at,
        source.to_ts::timestamptz as covered_to_at,
        source.last_success_at::timestamptz as last_success_at,
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
