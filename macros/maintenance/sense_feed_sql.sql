{#- Writes down what the statistics say of a feed's raw rows: how many came, were updated and deleted
    so far, by partition. The statistics' own name changes with every reset or crash, and where they are off it says
    so. Days of a partition that is gone since are kept: facts hold them although no raw row does. -#}
{% macro sense_feed_sql(feed, source) -%}
    {%- set system = source.get('system', feed) -%}
    {%- set column = raw_column_name(system, source.table, source.day) -%}
    {%- set counters = private_relation('feed_counters') -%}
with
{{ partition_bounds_sql(raw_relation(system, source.table), column, source.get('zone') is not none) }}
insert into {{ counters }}
select '{{ feed }}', oid::regclass::text, '{{ invocation_id }}',
    concat_ws(' ', current_setting('track_counts'),
        (select extract(epoch from stats_reset) from pg_stat_database where datname = current_database()),
        (select extract(epoch from stats_reset) from pg_stat_archiver)),
    pg_stat_get_tuples_inserted(oid), pg_stat_get_tuples_updated(oid), pg_stat_get_tuples_deleted(oid),
    is_bounded, days
from leaves
on conflict do nothing;
with live as (
    select partition, is_bounded, days from {{ counters }}
    where feed = '{{ feed }}' and seen_by = '{{ invocation_id }}'
),
there as (
    select coalesce(range_agg(days), datemultirange()) as days from live where is_bounded
),
gone as (
    select coalesce(range_agg(known.days), datemultirange()) as days
    from {{ counters }} as known
    where known.feed = '{{ feed }}' and known.seen_by = '' and known.is_bounded
        and known.partition not in (select partition from live)
)
insert into {{ private_relation('kept_days') }} as kept (feed, days)
select '{{ feed }}', gone.days - there.days from gone cross join there
on conflict (feed) do update
set days = (kept.days + excluded.days) - (
    select coalesce(range_agg(days), datemultirange()) from {{ counters }}
    where feed = '{{ feed }}' and seen_by = '{{ invocation_id }}' and is_bounded
)
{%- endmacro %}
