-- Grain: one row per instrument and UTC day with posts up to the clock.
{% if system_enabled('mastertrade') -%}
    select
        instruments.instrument_key,
        (posts.posted_at at time zone 'UTC')::date as date_day,
        count(*) as post_count,
        count(posts.sentiment_score) as scored_post_count,
        count(*) filter (where posts.sentiment_label = 'positive') as positive_post_count,
        count(*) filter (where posts.sentiment_label = 'negative') as negative_post_count,
        avg(posts.sentiment_score) as mean_sentiment_score,
        sum(posts.engagement_count) as engagement_count,
        -- A post nobody reacted to has no say here.
        sum(posts.sentiment_score * posts.engagement_count)
        / nullif(
            sum(posts.engagement_count) filter (where posts.sentiment_score is not null), 0
        ) as engaged_sentiment_score
    from {{ ref('stg_mastertrade__sentiment_posts') }} as posts
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'mastertrade' and posts.symbol = instruments.native_symbol
    cross join {{ ref('clock') }} as clock
    where posts.posted_at <= clock.as_of
    group by instruments.instrument_key, (posts.posted_at at time zone 'UTC')::date
{%- else -%}
    select
        null::uuid as instrument_key,
        null::date as date_day,
        null::bigint as post_count,
        null::bigint as scored_post_count,
        null::bigint as positive_post_count,
        null::bigint as negative_post_count,
        null::numeric as mean_sentiment_score,
        null::numeric as engagement_count,
        null::numeric as engaged_sentiment_score
    where false
{%- endif %}
