{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per social-media post.
with

source as (

    {{ source_rows('mastertrade', 'social_sentiment') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as row_id,
        source.post_id::text as post_id,
        source.symbol::text as symbol,

        -- attributes: neither the text nor its author is taken over
        lower(source.platform::text) as platform,
        lower(nullif(source.sentiment_label::text, '')) as sentiment_label,

        -- measures
        source.sentiment_score::numeric as sentiment_score,
        source.engagement_score::bigint as engagement_count,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as posted_at,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
