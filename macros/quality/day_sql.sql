{#- The day in UTC of a date or a moment, null where it is none: missing, or of no
    plausible year. -#}
{% macro day_sql(column, type) -%}
    {%- set day = '(' ~ column ~ " at time zone 'UTC')::date" if type.endswith('with time zone')
        else column ~ '::date' -%}
    {{ return('case when ' ~ plausible_time(column, type) ~ ' then ' ~ day ~ ' end') }}
{%- endmacro %}
