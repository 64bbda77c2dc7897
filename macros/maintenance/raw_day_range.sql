{#- The condition that a raw row of a feed (see feed_rows) counts on a day of a range, put on its column as
    it is stored, so that it reaches partitions and indexes; an open end is none. -#}
{% macro raw_day_range(source, rows, first, last) -%}
    {%- if rows.type == 'date' -%}
        {{ return(day_range(first, last) | replace('{column}', rows.column)) }}
    {%- endif -%}
    {%- set ends = [] -%}
    {%- for day, more, side in [(first, '0 days', '>='), (last, '1 day', '<')] if day -%}
        {%- set moment = "(timestamp '" ~ day ~ "' + interval '" ~ more ~ "' + interval '"
            ~ (source.starts_at or '0 days') ~ "') at time zone '" ~ (source.zone or 'UTC') ~ "'" -%}
        {%- do ends.append(rows.column ~ ' ' ~ side ~ ' (' ~ moment
            ~ (")" if rows.type.endswith('with time zone') else ") at time zone 'UTC'")) -%}
    {%- endfor -%}
    {{ return('(' ~ ends | join(' and ') ~ ')' if ends else 'true') }}
{%- endmacro %}
