{#- The condition that a column is one of some days, as literals: see touched. -#}
{% macro day_list(days) -%}
    {{ return("{column} in ('" ~ days | join("'::date, '") ~ "'::date)") }}
{%- endmacro %}
