{#- Writes down which parents some rows name, and the days of those whose parent is not there. -#}
{% macro orphans_by_day_sql(model, link, day, condition) -%}
with children as materialized (
    select {{ day.sql }} as day, {{ link.column }}::text as parent_key, count(*) as row_count
    from {{ model }}
    where {{ link.column }} is not null and {{ condition }}
    group by 1, 2
),
parents as materialized (
    select distinct {{ link.parent_column }}::text as parent_key
    from {{ link.parent }}
    where {{ link.parent_column }} is not null
),
known as (
    insert into {{ quarantine_relation('known_parents') }}
    select distinct {{ link['values'] }}, children.parent_key
    from children
    join parents using (parent_key)
    on conflict do nothing
)
insert into {{ quarantine_relation('orphans_by_day') }}
select {{ link['values'] }}, parent_key, day, row_count
from children
left join parents using (parent_key)
where parents is null
{%- endmacro %}
