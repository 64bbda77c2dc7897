{#- The raw table, or no rows where this deployment lacks it. -#}
{% macro raw_or_nothing(table) -%}
    {%- set relation = api.Relation.create(
        database=target.database,
        schema=table.schema,
        identifier=var('table_names', {}).get(table.source_name, {}).get(table.name, table.identifier)
    ) -%}
    {{ return(relation if live_columns(relation) else '(select where false)') }}
{%- endmacro %}
