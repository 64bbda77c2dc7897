{#- The first plausible moment of a type of dates or moments, and the first that no longer is, as literals: see
    plausible_time. -#}
{% macro plausible_bounds(type) -%}
    {%- set zone = ' 00:00+00' if type.endswith('with time zone') else '' -%}
    {{ return(["'1900-01-01" ~ zone ~ "'", "'10000-01-01" ~ zone ~ "'"]) }}
{%- endmacro %}
