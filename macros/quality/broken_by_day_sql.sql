{#- How many rows of which day break which rule: rules of one row, what looks odd, and what is said of rows
    of one day. Such a query says itself of which day a violation is, by the column that counts. -#}
{% macro broken_by_day_sql(model, rules, oddities, reported, day) -%}
    select {{ day.sql }} as day, rule_name, count(*) as rows_failing
    from {{ judged_relation(model.identifier) }} cross join unnest(broken_rules) as rule_name
    where broken_rules <> '{}' and {{ day.is_in }}
    group by 1, 2
    {%- for name, expression in oddities.items() %}
    union all
    select {{ day.sql }}, '{{ name }}', count(*)
    from {{ model }}
    where ({{ expression | trim }}) is false and {{ day.is_in }}
    group by 1
    {%- endfor %}
    {%- for name, rule in reported.items() if rule.get('columns') %}
    union all
    select day, '{{ name }}', sum(row_count - 1)
    from (
        select {{ day.sql }} as day, count(*) as row_count
        from {{ judged_relation(model.identifier) }}
        where broken_rules = '{}' and num_nulls({{ rule.columns | join(', ') }}) = 0 and {{ day.is_in }}
        group by 1, {{ rule.columns | join(', ') }}
        having count(*) > 1
    ) as copies
    group by day
    {%- endfor %}
    {%- for name in rules.sets_by_day %}
    union all
    select {{ day.sql }}, '{{ name }}', count(*)
    from (
        with rows_of_days as (select * from {{ model }} where {{ day.is_in }})
        select * from ({{ reported[name].query | replace(model | string, 'rows_of_days') }}) as violations
    ) as violations
    group by 1
    {%- endfor %}
{%- endmacro %}
