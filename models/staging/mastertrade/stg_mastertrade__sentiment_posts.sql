{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per social-media post.
with

source as (

    select * from {{ source('mastertrade', 'social_sentiment') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        post_id::text as post_id,
        symbol::text as symbol,

        -- attributes: neither the text nor its author is taken over
        platform::text as platform,
        nullif(sentiment_label::text, '') as sentiment_label,

        -- measures
        sentiment_score::numeric as sentiment_score,
        engagement_score::bigint as engagement_count,

        -- timestamps: the platform writes naive UTC
        timestamp::timestamp at time zone 'UTC' as posted_at,
        coalesce(created_at, timestamp)::timestamp at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
