{#- The names of the feeds that a model follows (its config `feed`), as a list. -#}
{% macro feeds_of(node) -%}
    {%- set feed = node.config.get('feed') -%}
    {{ return([feed] if feed is string else feed or []) }}
{%- endmacro %}
