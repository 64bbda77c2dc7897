{#- The condition that a date or a moment is of the years 1900 to 9999: not endless, not from before the
    markets, and one that drivers can read. -#}
{% macro plausible_time(column, type='date') -%}
    {%- set first, end = plausible_bounds(type) -%}
    {{ return('(' ~ column ~ ' >= ' ~ first ~ ' and ' ~ column ~ ' < ' ~ end ~ ')') }}
{%- endmacro %}
