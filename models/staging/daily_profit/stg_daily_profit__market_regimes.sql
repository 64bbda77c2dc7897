{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per day, as last loaded. Of the two documents that people may be named in only
-- known words and numbers are read. A number that is no number is null, not an error.
with

source as (

    {{ source_rows('daily_profit', 'raw_regimes_daily') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,

        -- attributes
        date::date as regime_date,
        lower(summary ->> 'regime') as market_regime,
        instruments::jsonb as instruments,
        country_economic_indicators::jsonb as economic_indicators,
        vector_daily_regime::double precision[] as regime_vector,

        -- measures
        case
            when jsonb_typeof(summary -> 'volatility') = 'number'
                then (summary ->> 'volatility')::numeric
        end as volatility_pct,
        case
            when jsonb_typeof(news_analysis -> 'sentiment') = 'number'
                then (news_analysis ->> 'sentiment')::numeric
        end as news_sentiment,

        -- timestamps: the platform writes naive UTC
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at,
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
