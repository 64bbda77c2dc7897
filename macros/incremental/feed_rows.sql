{#- Where the rows of a feed are and what of them is the day, and by which column: {from, day, column, type}.
    None where this deployment has no such table: staging reads it as empty. -#}
{% macro feed_rows(source) -%}
    {%- set system = source.system -%}
    {%- set raw = raw_relation(system, source.table) -%}
    {%- set via = source.get('via') -%}
    {%- set table = via.table if via else source.table -%}
    {%- set types = live_columns(raw_relation(system, table)) -%}
    {%- set name = raw_column_name(system, table, source.day) -%}
    {%- if not live_columns(raw) or name not in types -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set from = raw ~ ' as raw' -%}
    {%- if via -%}
        {%- set from = from ~ ' left join ' ~ raw_relation(system, table) ~ ' as above on above.'
            ~ adapter.quote(raw_column_name(system, table, via.key)) ~ ' = raw.'
            ~ adapter.quote(raw_column_name(system, source.table, via.get('own_key', via.key))) -%}
    {%- endif -%}
    {%- set column = ('above.' if via else 'raw.') ~ adapter.quote(name) -%}
    {{ return({
        'from': from, 'day': feed_day_sql(source, column, types[name]), 'column': column, 'type': types[name],
    }) }}
{%- endmacro %}
