{#- The days of some ranges that are not as they were when they were compared last (day, fingerprint): a
    fingerprint says which rows the raw table has and which the facts do. Null is a day that has no rows now.
    The raw rows are a query of their own, which workers share: in a branch of the union one reads them all. -#}
{% macro new_days_sql(feed, source, rows, facts, ranges) -%}
    {%- set raw_spans = [] -%}{%- set spans = [] -%}
    {%- for first, last in ranges -%}
        {%- do raw_spans.append(raw_day_range(source, rows, first, last)) -%}
        {%- do spans.append(day_range(first, last)) -%}
    {%- endfor -%}
    {%- set is_inside = '(' ~ spans | join(' or ') ~ ')' -%}
with raw_side as materialized (
    select {{ rows.day }} as day, count(*) as row_count, sum({{ feed_hash_sql(source, true) }}) as checksum
    from {{ rows.from }}
    where {{ raw_spans | join(' or ') }}
    group by 1
),
sides as (
    select day, '' as side, row_count, checksum
    from raw_side
    {%- for fact in facts %}
    union all
    select {{ fact.column }}, '{{ fact.name }}', count(*), sum(hash_record_extended(stored, 0))
    from {{ fact.relation }} as stored
    where {{ is_inside | replace('{column}', fact.column) }}
    group by 1
    {%- endfor %}
),
there as (
    select day, md5(string_agg(concat_ws(' ', side, row_count, checksum), ', ' order by side))::uuid as fingerprint
    from sides
    where {{ plausible_time('day') }}
    group by day
),
known as (
    select day, fingerprint
    from {{ private_relation('compared_days') }}
    where feed = '{{ feed }}' and {{ is_inside | replace('{column}', 'day') }}
)
select coalesce(there.day, known.day)::text as day, there.fingerprint::text as fingerprint
from there
full join known on there.day = known.day
where there.fingerprint is distinct from known.fingerprint
{%- endmacro %}
