{#- One column of source_rows: as it is, its zone taken off or put on in UTC, or a typed null. -#}
{% macro source_column(live_name, column, live) -%}
    {%- set wanted = column.data_type -%}
    {%- set found = live.get(live_name) -%}
    {%- set wanted_family = type_family(wanted) -%}
    {%- if not found or type_family(found) != wanted_family -%}
        null::{{ wanted if wanted_family != 'text' else 'text' }}
    {%- elif wanted_family == 'time' and ('with time zone' in found) != ('with time zone' in wanted) -%}
        {{ adapter.quote(live_name) }} at time zone 'UTC'
    {%- else -%}
        {{ adapter.quote(live_name) }}
    {%- endif -%}
{%- endmacro %}
