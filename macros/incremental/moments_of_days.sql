{#- The condition that a moment is on the days that a condition on days names: see touched_moments. Many
    days are one span and a list, because PostgreSQL would try each span on each row. -#}
{% macro moments_of_days(condition, column, stored_as, zone, starts_at) -%}
    {%- set days = modules.re.findall('[0-9]{4}-[0-9]{2}-[0-9]{2}', condition) -%}
    {%- set as_span = ' between ' in condition or days | length > 40 -%}
    {%- set spans = [] -%}
    {%- for first, last in ([(days | min, days | max)] if as_span else zip(days, days)) -%}
        {%- set ends = [] -%}
        {%- for day, more in ((first, '0 days'), (last, '1 day')) -%}
            {%- set moment = "(timestamp '" ~ day ~ " " ~ starts_at ~ "' + interval '" ~ more ~ "')" -%}
            {%- if stored_as == 'timestamp' -%}
                {%- do ends.append(moment) -%}
            {%- elif stored_as == 'milliseconds' -%}
                {%- do ends.append('(extract(epoch from ' ~ moment ~ ') * 1000)::bigint') -%}
            {%- else -%}
                {%- do ends.append(moment ~ " at time zone '" ~ zone ~ "'") -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do spans.append('(' ~ column ~ ' >= ' ~ ends[0] ~ ' and ' ~ column ~ ' < ' ~ ends[1] ~ ')') -%}
    {%- endfor -%}
    {%- if as_span and ' between ' not in condition -%}
        {%- set moment = {'timestamp': column, 'milliseconds': "to_timestamp(" ~ column ~ " / 1000.0) at time zone 'UTC'"}
            .get(stored_as, column ~ " at time zone '" ~ zone ~ "'") -%}
        {%- do spans.append(condition | replace('{column}', '(' ~ moment ~ " - interval '" ~ starts_at ~ "')::date")) -%}
    {%- endif -%}
    {{ return(spans | join(' and ' if as_span else ' or ')) }}
{%- endmacro %}
