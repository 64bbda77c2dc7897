{#- The raw table as this deployment calls it: the var `table_names` renames it, as in
    {swiftbolt: {support_resistance_levels: sr_levels}}. -#}
{% macro raw_relation(system, table) -%}
    {%- set relation = source(system, table) -%}
    {%- set live_name = var('table_names', {}).get(system, {}).get(table) -%}
    {{ return(relation.incorporate(path={'identifier': live_name}) if live_name else relation) }}
{%- endmacro %}
