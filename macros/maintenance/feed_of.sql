{#- The name of the feed that a raw table is, none if it is none. -#}
{% macro feed_of(system, table) -%}
    {%- set found = [] -%}
    {%- for feed, source in incremental_feeds().items()
        if source.get('table') == table and source.get('system', feed) == system -%}
        {%- do found.append(feed) -%}
    {%- endfor -%}
    {{ return(found[0] if found else none) }}
{%- endmacro %}
