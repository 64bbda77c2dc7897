{#- Writes down what the statistics say of a feed's raw rows, before anything reads these: what is counted later
    is for the next run. -#}
{% macro sense_feed(feed, source) -%}
    {%- if source.get('table') -%}
        {%- do run_query(sense_feed_sql(feed, source) ~ '; commit') -%}
    {%- endif -%}
{%- endmacro %}
