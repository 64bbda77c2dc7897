{#- The load times of a feed's raw table as this deployment has them: {quoted column: type}. -#}
{% macro feed_times(source) -%}
    {%- set live = live_columns(raw_relation(source.system, source.table)) -%}
    {%- set found = {} -%}
    {%- for column in source.loaded -%}
        {%- set name = raw_column_name(source.system, source.table, column) -%}
        {%- if name in live -%}
            {%- do found.update({'raw.' ~ adapter.quote(name): live[name]}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
