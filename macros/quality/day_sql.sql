{#- The day in UTC of a date or a moment, null where it is none: infinite, or missing. -#}
{% macro day_sql(column, type) -%}
    {%- set day = '(' ~ column ~ " at time zone 'UTC')::date" if type.endswith('with time zone')
        else column ~ '::date' -%}
    {{ return('case when isfinite(' ~ column ~ ') then ' ~ day ~ ' end') }}
{%- endmacro %}
