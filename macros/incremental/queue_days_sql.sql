{#- Puts the days of newly loaded rows, and those that the clock moved over, on the list of a feed. A feed
    that is taken in whole needs no list. -#}
{% macro queue_days_sql(feed, source) -%}
    {%- set day = feed_column(feed, source, 'day') -%}
    {%- set loaded_at = feed_column(feed, source, 'loaded_at') -%}
    {%- set bound = feed_bound(feed, source) -%}
with loaded as materialized (
    select {{ day }} as day, count(*) as rows_seen,
        -- A load time from the future would hide what is loaded until then.
        max({{ loaded_at }}) filter (where {{ loaded_at }} <= now()) as newest
    from {{ raw_relation(feed, source.table) }}
    where isfinite({{ day }}){{ ' and (' ~ bound ~ ')' if bound }}
    group by {{ day }}
),
queued as (
    insert into {{ private_relation('touched_days') }} as known (feed, day, reason, rows_seen)
    select '{{ feed }}', day, string_agg(reason, ', '), sum(rows_seen)
    from (
        select day, 'loaded' as reason, rows_seen from loaded
        union all
        {{ clock_days_sql(feed) }}
    ) as found
    where {{ 'true' if bound else 'false' }}
    group by day
    on conflict (feed, day) do update set rows_seen = excluded.rows_seen
)
insert into {{ private_relation('feed_runs') }}
    (invocation_id, feed, is_whole, loaded_until, rows_seen, days_touched, oldest_day)
select '{{ invocation_id }}', '{{ feed }}', {{ 'false' if bound else 'true' }},
    max(newest), coalesce(sum(rows_seen), 0), count(*), min(day)
from loaded
{%- endmacro %}
