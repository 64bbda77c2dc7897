{#- One row per rule of a table: name, kind, what it asserts, and how many rows break it. -#}
{% macro found_rules_sql(rules, reported, counted) -%}
    {%- set parts = [] -%}
    {%- for name, asserts in row_rules(rules).items() -%}
        {%- do parts.append([name, 'row', asserts, counted ~ " where rule_name = '" ~ name ~ "'"]) -%}
    {%- endfor -%}
    {%- for name, rule in reported.items() -%}
        {%- do parts.append([name, rule.kind, rule.asserts, rule.failing]) -%}
    {%- endfor -%}
    {%- for name, kind, asserts, failing in parts %}
    select '{{ name }}', '{{ kind }}', {{ dbt.string_literal(dbt.escape_single_quotes(asserts)) }}, ({{ failing }})
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
