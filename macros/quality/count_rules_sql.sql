{#- Brings quarantine.rule_results up to date for one table: what each rule asserts, how many rows it
    saw, how many break it, and the first and last run it was broken in. -#}
{% macro count_rules_sql(model, table, rules, oddities, reported) -%}
    {%- set judged = judged_relation(model.identifier) -%}
with {{ count_oddities_sql(model, oddities) }},
broken as materialized (
    select unnest(broken_rules) as rule_name
    from {{ judged }}
    where broken_rules <> '{}'
),
found (rule_name, rule_kind, asserts, rows_failing) as (
    {{ found_rules_sql(rules, reported, 'select count(*) from broken') }}
),
{{ keep_results_sql(table, 'select count(*) from ' ~ judged) }}
{%- endmacro %}
