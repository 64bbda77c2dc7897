{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol, timeframe and bar start.
-- A large feed: a filter on symbol, native_bar_start or timeframe must reach the scan, so they are
-- the whole key, and that ids are unique is counted instead of enforced.
with

source as (

    {{ source_rows('mastertrade', 'market_data') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as bar_id,
        source.symbol::text as symbol,
        timeframes.canonical_value as timeframe,
        source.interval::text as native_timeframe,
        (extract(epoch from timeframes.canonical_value::interval) / 60)::integer as bar_minutes,
        'market_data'::text as provider,

        -- measures
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,
        source.quote_volume::numeric as quote_volume,
        source.trades_count::bigint as trade_count,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as bar_start_at,
        -- as stored, so that a search by time can use the source's own key
        source.timestamp::timestamp as native_bar_start,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'mastertrade'
        and timeframes.native_value = source.interval::text

)

select * from renamed
