{#- The names of the feeds that a model follows, as a list: its config `feed`, or of a view over the raw
    tables of feeds its meta `rows_of`, as system.table, one or a list. -#}
{% macro feeds_of(node) -%}
    {%- set feed = node.config.get('feed') or [] -%}
    {%- set feeds = [feed] if feed is string else feed | list -%}
    {%- set rows_of = node.config.get('meta', {}).get('rows_of') or [] -%}
    {%- set tables = [rows_of] if rows_of is string else rows_of -%}
    {%- for name, source in incremental_feeds().items() if tables
        and source.get('system', name) ~ '.' ~ source.get('table') in tables -%}
        {%- do feeds.append(name) -%}
    {%- endfor -%}
    {{ return(feeds) }}
{%- endmacro %}
