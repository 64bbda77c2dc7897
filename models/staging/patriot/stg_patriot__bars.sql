{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per symbol id, timeframe and bar start.
with

source as (

    {{ source_rows('patriot', 'market_data') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.symbol_id::text as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,

        -- measures
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,

        -- timestamps
        source.time::timestamptz as bar_start_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'patriot'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
