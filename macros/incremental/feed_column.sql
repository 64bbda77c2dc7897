{#- A column of a feed's raw table as this deployment has it: the day as a date, the load time in UTC.
    A load time that is missing altogether is null, and a row without one touches its day in every run:
    nothing tells whether it was seen. -#}
{% macro feed_column(feed, source, column) -%}
    {%- set live = live_columns(raw_relation(feed, source.table)) -%}
    {%- set name = raw_column_name(feed, source.table, source[column]) -%}
    {%- if column == 'day' -%}
        {{ return(adapter.quote(name) ~ '::date') }}
    {%- elif name not in live -%}
        {{ return('null::timestamptz') }}
    {%- elif live[name].endswith('with time zone') -%}
        {{ return(adapter.quote(name)) }}
    {%- else -%}
        {{ return('(' ~ adapter.quote(name) ~ " at time zone 'UTC')") }}
    {%- endif -%}
{%- endmacro %}
