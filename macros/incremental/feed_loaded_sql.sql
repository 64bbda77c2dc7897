{#- When a raw row of a feed was loaded: the latest of its load times, naive ones in UTC. Null where none is
    noted: such a row touches its day in every run, for nothing tells whether it was seen. -#}
{% macro feed_loaded_sql(source) -%}
    {%- set moments = ['null::timestamptz'] -%}
    {%- for column, type in feed_times(source).items() -%}
        {%- do moments.append(
            column if type.endswith('with time zone') else '(' ~ column ~ " at time zone 'UTC')") -%}
    {%- endfor -%}
    {{ return('greatest(' ~ moments | join(', ') ~ ')') }}
{%- endmacro %}
