{#- The names of the feeds that a model follows, for `feed in (...)`; none where it follows none. -#}
{% macro feed_list_sql(feed) -%}
    {%- set names = feed_names(feed) -%}
    {{ return("'" ~ names | join("', '") ~ "'" if names else 'null') }}
{%- endmacro %}
