{#- Puts the days of newly loaded rows, and those that the clock moved over, on the list of a feed. A feed
    that is taken in whole needs no list. The overlap holds rows that the last run has seen: of the days they
    are on, only those count whose rows there are not the ones of then. Where copies of a row may be of
    several days, the days of all copies of a new one are touched: an older copy counts no more. -#}
{% macro queue_days_sql(feed, source, rows) -%}
    {%- set bound = feed_bound(feed, source) -%}
    {%- set key = 'raw.' ~ adapter.quote(raw_column_name(source.system, source.table, source.key))
        if source.get('key') else 'null::text' -%}
with recent as materialized (
    select {{ rows.day }} as day, {{ feed_loaded_sql(source) }} as loaded_at, {{ key }} as copy_key,
        {{ feed_hash_sql(source) if bound else 'null::bigint' }} as row_hash
    from {{ rows.from }}
    {{ 'where ' ~ bound if bound }}
),
seen as materialized (
    select day, count(*) as row_count, sum(row_hash) as checksum,
        -- A load time from the future would hide what is loaded until then.
        max(loaded_at) filter (where loaded_at <= now()) as newest
    from recent
    where {{ plausible_time('day') }}
    group by day
),
{{ overlap_sql(feed) if bound else
    'loaded as (select day, row_count as rows_seen, newest from seen),' }}
copies as (
    {%- if source.get('key') and bound %}
    select distinct {{ rows.day }} as day
    from {{ rows.from }}
    where {{ key }} = any (array(
        select distinct copy_key from recent
        where copy_key is not null and ({{ plausible_time('day') }} is not true or day in (select day from loaded))
    ))
    {%- else %}
    select null::date as day where false
    {%- endif %}
),
{{ queue_found_sql(feed, source, bound) }}
select '{{ invocation_id }}', '{{ feed }}', {{ 'false' if bound else 'true' }},
    (select max(newest) from seen), coalesce(sum(rows_seen), 0), count(*), min(day)
from loaded
{%- endmacro %}
