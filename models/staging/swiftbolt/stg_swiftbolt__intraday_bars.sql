{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, timeframe and bar start.
-- The key has the timeframe as stored: with it a search for one symbol's newest bar stays a probe
-- of the source's own index.
with

source as (

    {{ source_rows('swiftbolt', 'intraday_bars') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as bar_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,

        -- measures: floating point can hold NaN, which no price is
        nullif(source.open::numeric, 'NaN') as open_price,
        nullif(source.high::numeric, 'NaN') as high_price,
        nullif(source.low::numeric, 'NaN') as low_price,
        nullif(source.close::numeric, 'NaN') as close_price,
        source.volume::numeric as volume,
        nullif(nullif(source.vwap::numeric, 'NaN'), 0) as vwap_price,
        source.trade_count::integer as trade_count,

        -- timestamps
        source.ts::timestamptz as bar_start_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
