{#- One column of source_rows: as it is, its zone taken off or put on in UTC, json as jsonb, or a typed
    null. An id is read as text where this deployment has it in another kind than the contract. -#}
{% macro source_column(live_name, column, live) -%}
    {%- set found = live.get(live_name) -%}
    {%- set wanted = type_family(column.data_type) -%}
    {%- set type = column.data_type if 'text' not in wanted else wanted -%}
    {%- set name = adapter.quote(live_name) -%}
    {%- if found and reads_as(column, found) and wanted == 'time'
        and ('with time zone' in found) != ('with time zone' in column.data_type) -%}
        {{ name }} at time zone 'UTC'
    {%- elif found and wanted == 'json' and bare_type(found) != bare_type(column.data_type) -%}
        {{ name }}::{{ column.data_type }}
    {%- elif found and type_family(found) == wanted -%}
        {{ name }}
    {%- elif found and reads_as(column, found) -%}
        {{ name }}::text
    {%- else -%}
        null::{{ type }}
    {%- endif -%}
{%- endmacro %}
