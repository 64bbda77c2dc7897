{#- The days on which partitions of a feed's raw table begin, 60 at the most, none where it is not partitioned
    by the day its rows count on. -#}
{% macro day_bounds_sql(source) -%}
with {{ partition_bounds_sql(
    raw_relation(source.system, source.table), raw_column_name(source.system, source.table, source.day)
) }},
placed as (
    select first_day, row_number() over (order by first_day) as place,
        ceil(count(*) over () / 60.0)::bigint as step
    from (
        select distinct lower(span) as first_day
        from bounded cross join lateral unnest(days) as spans (span)
        where {{ plausible_time('lower(span)') }}
    ) as starts
)
select to_char(first_day, 'YYYY-MM-DD') from placed where place % step = 0 order by first_day
{%- endmacro %}
