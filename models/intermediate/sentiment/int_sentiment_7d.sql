-- Grain: one row per instrument with posts in the seven days up to the clock's day.
{% if system_enabled('mastertrade') -%}
    select
        instruments.instrument_key,
        count(*) as post_count,
        avg(posts.sentiment_score) as mean_sentiment_score
    from {{ ref('stg_mastertrade__sentiment_posts') }} as posts
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'mastertrade' and posts.symbol = instruments.native_symbol
    cross join {{ ref('clock') }} as clock
    where
        posts.sentiment_score is not null
        and posts.posted_at <= clock.as_of
        and posts.posted_at >= (clock.as_of_date - 6)::timestamp at time zone 'UTC'
    group by instruments.instrument_key
{%- else -%}
    select
        null::uuid as instrument_key,
        null::bigint as post_count,
        null::numeric as mean_sentiment_score
    where false
{%- endif %}
