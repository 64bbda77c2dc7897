{#- The schema of the project's own SQL functions. -#}
{% macro functions_schema() -%}
    {{ return(generate_schema_name('functions', none)) }}
{%- endmacro %}
