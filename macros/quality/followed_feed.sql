{#- The feed that tells which days of a raw table were touched, and what incremental_feeds says of it;
    twice none where there is none. -#}
{% macro followed_feed(table) -%}
    {%- for feed, source in incremental_feeds().items()
        if source.get('table') == table.name and not source.get('via')
        and source.get('system', feed) == table.source_name -%}
        {{ return((feed, source)) }}
    {%- endfor -%}
    {{ return((none, none)) }}
{%- endmacro %}
