{#- The condition that a date or a moment is of the years 1900 to 9999: not endless, not from before the
    markets, and one that drivers can read. -#}
{% macro plausible_time(column, type='date') -%}
    {%- set zone = ' 00:00+00' if type.endswith('with time zone') else '' -%}
    {{ return('(' ~ column ~ " >= '1900-01-01" ~ zone ~ "' and " ~ column ~ " < '10000-01-01" ~ zone ~ "')") }}
{%- endmacro %}
