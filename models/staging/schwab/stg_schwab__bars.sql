{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per ticker, frequency and bar start.
with

source as (

    {{ source_rows('schwab', 'price_data') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.price_id::text as bar_id,
        source.symbol::text as symbol,
        timeframes.canonical_value as timeframe,
        source.frequency_type::text as native_timeframe,
        -- Bars without a frequency count as one frequency, so that no null is in the key.
        coalesce(source.frequency_type::text, 'none') as frequency_or_none,
        source.datetime_utc::timestamptz as bar_start_at,
        source.datetime_ms::bigint as native_bar_start_ms,

        -- attributes
        nullif(source.data_source::text, '') as provider,
        coalesce(source.is_empty::boolean, false) as is_empty,

        -- measures
        source.open_price::numeric as open_price,
        source.high_price::numeric as high_price,
        source.low_price::numeric as low_price,
        source.close_price::numeric as close_price,
        source.volume::numeric as volume,
        source.previous_close::numeric as previous_close_price,

        -- timestamps
        -- A number that is no time PostgreSQL can hold is none.
        case
            when abs(source.previous_close_date_ms::numeric) < 1e14
                then to_timestamp(source.previous_close_date_ms::numeric / 1000)
        end as previous_close_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'schwab'
        and timeframes.native_value = source.frequency_type::text

)

select * from renamed
