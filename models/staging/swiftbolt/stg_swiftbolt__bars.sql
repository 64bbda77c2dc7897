{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, timeframe, bar start, provider and forecast flag.
-- A reader that filters on these reaches the scan, because they are the key; the row's own number
-- therefore is no further key, a set rule counts its copies.
with

source as (

    {{ source_rows('swiftbolt', 'ohlc_bars_v2') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as bar_id,
        source.symbol_id::uuid as symbol_id,
        source.adjusted_for::text as adjusted_for_action_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,
        source.provider::text as provider,
        coalesce(source.is_intraday::boolean, false) as is_intraday,
        coalesce(source.is_forecast::boolean, false) as is_forecast,
        case
            when source.is_forecast::boolean then 'forecast'
            when source.is_intraday::boolean then 'intraday'
            else 'historical'
        end as layer,
        source.data_status::text as data_status,

        -- measures
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,
        source.confidence_score::numeric as confidence_ratio,
        source.upper_band::numeric as upper_band_price,
        source.lower_band::numeric as lower_band_price,

        -- timestamps: created_at is naive UTC here, its siblings are not
        source.ts::timestamptz as bar_start_at,
        coalesce(
            source.fetched_at::timestamptz,
            source.created_at::timestamp at time zone 'UTC',
            source.updated_at::timestamptz
        ) as first_loaded_at,
        greatest(
            source.fetched_at::timestamptz,
            source.created_at::timestamp at time zone 'UTC',
            source.updated_at::timestamptz
        ) as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
