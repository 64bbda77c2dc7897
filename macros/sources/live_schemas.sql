{#- All columns of all raw schemas in one query: {schema.table: {column: type}}. -#}
{% macro live_schemas() -%}
    {%- set schemas = graph.sources.values() | map(attribute='schema') | unique | list -%}
    {%- set found = {} -%}
    {%- for table, name, type in run_query(live_columns_sql(
        "nsp.nspname in ('" ~ schemas | join("', '") ~ "')"
        ~ " and rel.relkind in ('r', 'p', 'v', 'm', 'f')")) -%}
        {%- do found.setdefault(table, {}).update({name: type}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
