{#- As queue_days_sql for a feed whose load times say nothing: touched are the days whose rows, as staging
    reads them, are not the ones that were there at the last look. The new sums are kept in the statement
    that puts the days on the list, so that neither is ever without the other. -#}
{% macro queue_changed_days_sql(feed, source, model) -%}
    {%- set sums = private_relation('feed_days') -%}
    {%- set bound = feed_bound(feed, source) -%}
    {%- set types = live_columns(model) -%}
    {%- set day = feed_day_sql(source, 'staged.' ~ source.day, types[source.day]) -%}
with live as materialized (
    select {{ day }} as day, count(*) as row_count,
        sum(hashtextextended(staged::text, 0)::numeric) as checksum
    from {{ model }} as staged
    where {{ plausible_time(day) }}
    group by {{ day }}
),
changed as materialized (
    select coalesce(live.day, known.day) as day, live.row_count, live.checksum
    from live
    full join (select * from {{ sums }} where feed = '{{ feed }}') as known on known.day = live.day
    where (live.row_count, live.checksum) is distinct from (known.row_count, known.checksum)
),
forgotten as (
    delete from {{ sums }} as known using changed
    where known.feed = '{{ feed }}' and known.day = changed.day and changed.row_count is null
),
remembered as (
    insert into {{ sums }} select '{{ feed }}', day, row_count, checksum
    from changed where row_count is not null
    on conflict (feed, day) do update set row_count = excluded.row_count, checksum = excluded.checksum
),
loaded as (
    select day, coalesce(row_count, 0) as rows_seen, null::timestamptz as newest from changed
),
copies as (select null::date as day where false),
{{ queue_found_sql(feed, source, bound) }}
select '{{ invocation_id }}', '{{ feed }}', {{ 'false' if bound else 'true' }},
    max(newest), coalesce(sum(rows_seen), 0), count(*), min(day)
from loaded
{%- endmacro %}
