{#- dbt-labs/dbt-adapters#1714.
    Answers the CASCADE in dbt-postgres' drop of a table: see drop_or_retire. -#}
{% macro postgres__drop_table(relation) -%}
    {{ drop_or_retire('table', relation) }}
{%- endmacro %}
