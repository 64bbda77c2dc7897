{#- The months ahead that a raw table partitioned by day has no partition for: name, first day, day after the
    last, and how many rows of them stand in the default partition. -#}
{% macro missing_months_sql(relation, months) -%}
with
{{ partition_bounds_sql(relation) }},
ahead as (
    select month::date as first_day, (month + interval '1 month')::date as next_day
    from {{ private_relation('run_clock') }} as clock
    cross join lateral generate_series(0, {{ months | int }}) as ahead_by (months)
    cross join lateral (
        select date_trunc('month', clock.as_of at time zone 'UTC')
            + make_interval(months => ahead_by.months) as month
    ) as calendar
)
select '{{ relation.identifier }}_' || to_char(first_day, 'YYYY_MM') as name,
    first_day::text as first_day, next_day::text as next_day, keyed.attname as column
from ahead
cross join keyed
where not daterange(first_day, next_day) && coalesce(
    (select range_agg(days) from bounded), datemultirange()
)
order by first_day
{%- endmacro %}
