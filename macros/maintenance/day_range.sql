{#- The condition that a day lies in a range, as literals that prune partitions; an open end is none. -#}
{% macro day_range(first, last) -%}
    {%- if first and last -%}
        {{ return("{column} between '" ~ first ~ "'::date and '" ~ last ~ "'::date") }}
    {%- elif first -%}
        {{ return("{column} >= '" ~ first ~ "'::date") }}
    {%- elif last -%}
        {{ return("{column} <= '" ~ last ~ "'::date") }}
    {%- endif -%}
    {{ return('true') }}
{%- endmacro %}
