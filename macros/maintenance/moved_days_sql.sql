{#- The days of the partitions whose counters are not those remembered: rows were updated or deleted, rows came
    that no load time told of, the counters were lost, or the partition is new to us; without statistics, all.
    A row that moves to another partition is deleted there and inserted here. Rows that the last run saw in
    the overlap were told of, too: they may have been counted only after it looked at the counters. -#}
{% macro moved_days_sql(feed) -%}
    {%- set counters = private_relation('feed_counters') -%}
with told as (
    select day, rows_seen from {{ private_relation('touched_days') }} where feed = '{{ feed }}'
),
overlap as ({{ known_overlap_sql(feed) }})
select coalesce(range_agg(days), datemultirange()) as days
from (
    select live.days, live.statistics like 'off%'
        or (live.statistics, live.updated, live.deleted)
            is distinct from (known.statistics, known.updated, known.deleted)
        or live.inserted < known.inserted
        or live.inserted - known.inserted > coalesce((
            select sum(listed.rows_seen)
            from (
                select day, rows_seen from told
                union all
                select day, row_count from overlap where day not in (select day from told)
            ) as listed
            where listed.day <@ live.days
        ), 0)
        or live.inserted <> known.inserted
            and bool_or(live.deleted is distinct from known.deleted) over () as is_moved
    from {{ counters }} as live
    left join {{ counters }} as known
        on known.feed = live.feed and known.partition = live.partition and known.seen_by = ''
    where live.feed = '{{ feed }}' and live.seen_by = '{{ invocation_id }}'
) as partitions
where is_moved
{%- endmacro %}
