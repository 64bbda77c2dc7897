{#- The names of the feeds that a model follows, as a list: its config `feed`, or of a view over the raw
    table of a feed its meta `rows_of`, as system.table. -#}
{% macro feeds_of(node) -%}
    {%- set feed = node.config.get('feed') or [] -%}
    {%- set feeds = [feed] if feed is string else feed | list -%}
    {%- set rows_of = node.config.get('meta', {}).get('rows_of') -%}
    {%- if rows_of -%}
        {%- for name, source in incremental_feeds().items()
            if rows_of == source.get('system', name) ~ '.' ~ source.get('table') -%}
            {%- do feeds.append(name) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(feeds) }}
{%- endmacro %}
