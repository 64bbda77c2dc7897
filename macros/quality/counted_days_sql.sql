{#- The rows of each day on every side, as audit_table_sql counts those of a table, how many break which
    rule, and the partitions they are in. Days are finite or null, and "is not distinct from" would compare
    each with all others. -#}
{% macro counted_days_sql(model, table, rules, oddities, reported, day) -%}
    {%- set judged = judged_relation(model.identifier) -%}
with sources as (
    select {{ day.raw_sql }} as day, count(*) as source_rows,
        {{ partitions_of_rows(day.relation) }} as partitions
    from {{ raw_or_nothing(table) }} where {{ day.raw_is_in }}
    group by 1
),
keys as (
    select {{ day.sql }} as day, count(*) as judged_rows,
        count(*) filter (where broken_rules <> '{}') as rejected_rows
    from {{ judged }} where {{ day.is_in }}
    group by 1, {{ rules.key | join(', ') }}
),
judged as (
    select day, sum(judged_rows) as judged_rows, sum(rejected_rows) as rejected_rows,
        count(*) filter (where judged_rows > rejected_rows) as kept_rows
    from keys group by day
),
accepted as (
    select {{ day.sql }} as day, count(*) as accepted_rows
    from {{ model }} where {{ day.is_in }}
    group by 1
),
broken as (
    select day, jsonb_object_agg(rule_name, rows_failing) as failing
    from (
{{ broken_by_day_sql(model, rules, oddities, reported, day) }}
    ) as found group by day
),
days as (select day from sources union select day from judged union select day from accepted)
select
    days.day, coalesce(source_rows, 0), coalesce(judged_rows, 0), coalesce(rejected_rows, 0),
    coalesce(kept_rows, 0), coalesce(accepted_rows, 0), coalesce(failing, '{}'), coalesce(partitions, '{}')
from days
{%- for counted in ['sources', 'judged', 'accepted', 'broken'] %}
left join {{ counted }} on coalesce({{ counted }}.day, 'infinity') = coalesce(days.day, 'infinity')
{%- endfor %}
{%- endmacro %}
