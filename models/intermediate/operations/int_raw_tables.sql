{%- set tables = [] %}
{%- if execute %}
    {%- for entry in graph.sources.values() if system_enabled(entry.source_name) %}
        {%- set schema, identifier = raw_relation_name(entry).split('.') %}
        {%- do tables.append((entry.source_name, entry.name, schema, identifier)) %}
    {%- endfor %}
{%- endif %}
-- Grain: one row per raw table that this installation reads, in the platform's words and by the
-- name this deployment gives it.
{% if tables -%}
    select
        tables.source_system,
        tables.source_table,
        tables.schema_name,
        tables.relation_name
    from (
        values
        {%- for system, table, schema, relation in tables | sort %}
            (
                '{{ system }}',
                '{{ table }}',
                '{{ schema }}',
                '{{ relation }}'
            ){{ ',' if not loop.last }}
        {%- endfor %}
    ) as tables (source_system, source_table, schema_name, relation_name)
{%- else -%}
    select
        null::text as source_system,
        null::text as source_table,
        null::text as schema_name,
        null::text as relation_name
    where false
{%- endif %}
