{#- dbt-labs/dbt-core#2185.
    Answers the CASCADE in dbt-postgres' drop of a view: see drop_or_retire. -#}
{% macro postgres__drop_view(relation) -%}
    {{ drop_or_retire('view', relation) }}
{%- endmacro %}
