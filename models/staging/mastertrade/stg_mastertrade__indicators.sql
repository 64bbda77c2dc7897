{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol, timeframe, bar start and indicator.
-- The largest feed of the platform; the key is made of what a reader filters on, as for the bars.
with

source as (

    {{ source_rows('mastertrade', 'technical_indicators') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as indicator_id,
        source.symbol::text as symbol,
        timeframes.canonical_value as timeframe,
        source.interval::text as native_timeframe,
        source.indicator_name::text as indicator_name,

        -- attributes: of the settings only the look-back is read, and only if it is a number
        case
            when source.metadata ->> 'period' ~ '^[0-9]{1,9}$'
                then (source.metadata ->> 'period')::integer
        end as period_bars,

        -- measures
        source.value::numeric as indicator_value,

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
