{#- What queue_days_sql and queue_changed_days_sql end with: days of `loaded` and of `copies` and those that
    the clock moved over go on the list, and the run is written down. -#}
{% macro queue_found_sql(feed, source, bound) -%}
queued as (
    insert into {{ private_relation('touched_days') }} as known (feed, day, reason, rows_seen)
    select '{{ feed }}', day, string_agg(reason, ', '), sum(rows_seen)
    from (
        select day, 'loaded' as reason, rows_seen from loaded
        union all
        select day, 'copied', 0 from copies where {{ plausible_time('day') }} and day not in (select day from loaded)
        union all
        {{ clock_days_sql(feed) }}
    ) as found
    where {{ 'true' if bound else 'false' }}
    group by day
    on conflict (feed, day) do update set rows_seen = excluded.rows_seen
)
insert into {{ private_relation('feed_runs') }}
    (invocation_id, feed, is_whole, loaded_until, rows_seen, days_touched, oldest_day)
{%- endmacro %}
