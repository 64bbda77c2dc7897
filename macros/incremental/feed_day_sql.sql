{#- The day a row of a feed counts on. A moment counts on its day in UTC, or in the feed's zone on the day
    that began last; a naive moment is UTC. -#}
{% macro feed_day_sql(source, column, type) -%}
    {%- if type == 'date' or (type.endswith('without time zone') and not source.zone) -%}
        {{ return(column ~ '::date') }}
    {%- endif -%}
    {%- set moment = column if type.endswith('with time zone')
        else '(' ~ column ~ " at time zone 'UTC')" -%}
    {{ return('(' ~ moment ~ " at time zone '" ~ (source.zone or 'UTC') ~ "'"
        ~ (" - interval '" ~ source.starts_at ~ "'" if source.starts_at else '') ~ ')::date') }}
{%- endmacro %}
