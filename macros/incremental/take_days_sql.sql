{#- Takes the days that this run recomputes off a feed's list: all of them, or the newest where the var
    `max_touched_days` caps a run. The others wait for the next run and are reported. -#}
{% macro take_days_sql(feed) -%}
    {%- set days = private_relation('touched_days') -%}
    {%- set cap = var('max_touched_days', none) -%}
update {{ days }} set taken_by = null where feed = '{{ feed }}';
update {{ days }} set taken_by = '{{ invocation_id }}'
where feed = '{{ feed }}' and day in (
    select day from {{ days }} where feed = '{{ feed }}' order by day desc
    {{- ' limit ' ~ (cap | int) if cap is not none }}
);
update {{ private_relation('feed_runs') }} as runs
set days_touched = counted.taken, oldest_day = counted.oldest, days_waiting = counted.waiting
from (
    select
        count(*) filter (where taken_by is not null) as taken,
        min(day) filter (where taken_by is not null) as oldest,
        count(*) filter (where taken_by is null) as waiting
    from {{ days }}
    where feed = '{{ feed }}'
) as counted
where runs.invocation_id = '{{ invocation_id }}' and runs.feed = '{{ feed }}' and not runs.is_whole
{%- endmacro %}
