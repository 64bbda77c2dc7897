{#- dbt-labs/dbt-adapters#1714.
    Answers the CASCADE in dbt-postgres' drop of a materialized view: see drop_or_retire. -#}
{% macro postgres__drop_materialized_view(relation) -%}
    {{ drop_or_retire('materialized view', relation) }}
{%- endmacro %}
