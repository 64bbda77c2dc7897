{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, timeframe and bar start.
with

source as (

    select * from {{ source('swiftbolt', 'intraday_bars') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as bar_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        -- as stored, so that a search can use the source's own key
        source.timeframe::text as native_timeframe,

        -- measures
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,
        source.vwap::numeric as vwap_price,
        source.trade_count::integer as trade_count,

        -- timestamps
        source.ts::timestamptz as bar_start_at,
        source.created_at::timestamptz as loaded_at

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
