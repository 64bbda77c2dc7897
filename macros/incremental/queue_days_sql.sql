{#- Puts the days of newly loaded rows, and those that the clock moved over, on the list of a feed. Rows
    after the clock don't count, so a clock that moves changes the days it passes; a trade counts within
    a day of its close (a rule of staging). A feed never taken in is recomputed whole, without a list. -#}
{% macro queue_days_sql(feed, source) -%}
    {%- set day = feed_column(feed, source, 'day') -%}
    {%- set bound = feed_bound(feed, source) -%}
with loaded as materialized (
    select {{ day }} as day, count(*) as rows_seen, max({{ feed_column(feed, source, 'loaded_at') }}) as newest
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
        select moment::date, 'clock moved', 0
        from {{ private_relation('feed_states') }} as states
        cross join {{ private_relation('run_clock') }} as clock
        cross join lateral generate_series(
            (least(states.earliest_clock, clock.as_of) at time zone 'UTC')::date - interval '1 day',
            (greatest(states.latest_clock, clock.as_of) at time zone 'UTC')::date + interval '1 day',
            interval '1 day'
        ) as generated (moment)
        where states.feed = '{{ feed }}'
            and (states.earliest_clock <> clock.as_of or states.latest_clock <> clock.as_of)
    ) as found
    where {{ 'true' if bound else 'false' }}
    group by day
    on conflict (feed, day) do update set rows_seen = excluded.rows_seen
)
insert into {{ private_relation('feed_runs') }}
    (invocation_id, feed, is_whole, loaded_until, rows_seen, days_touched, oldest_day)
select '{{ invocation_id }}', '{{ feed }}', {{ 'false' if bound else 'true' }},
    least(max(newest), now()), coalesce(sum(rows_seen), 0), count(*), min(day)
from loaded
{%- endmacro %}
