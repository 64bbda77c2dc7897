{#- Schema and name of the raw table of a source entry as this deployment calls it. -#}
{% macro raw_relation_name(entry) -%}
    {%- set names = var('table_names', {}).get(entry.source_name, {}) -%}
    {{ return(entry.schema ~ '.' ~ names.get(entry.name, entry.identifier)) }}
{%- endmacro %}
