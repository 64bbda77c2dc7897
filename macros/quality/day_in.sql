{#- The condition that a date or a moment is of one of some days in UTC, or of none: rows without a day are
    looked at every time. Literals, and ranges of moments: only these reach partitions and indexes. All
    days where none are given. -#}
{% macro day_in(column, type, days) -%}
    {%- if days is none -%}{{ return('true') }}{%- endif -%}
    {%- set listed = [column ~ ' is null'] -%}
    {%- if type == 'date' -%}
        {%- do listed.append(
            column ~ " in ('" ~ (days + ['infinity', '-infinity']) | join("'::date, '") ~ "'::date)") -%}
    {%- else -%}
        {%- set zone = '+00' if type.endswith('with time zone') else '' -%}
        {%- do listed.append(column ~ " in ('infinity'::" ~ type ~ ", '-infinity'::" ~ type ~ ')') -%}
        {%- for day in days -%}
            {%- set next = modules.datetime.date.fromisoformat(day) + modules.datetime.timedelta(days=1) -%}
            {%- do listed.append(
                column ~ " >= '" ~ day ~ ' 00:00' ~ zone ~ "'::" ~ type
                ~ ' and ' ~ column ~ " < '" ~ next ~ ' 00:00' ~ zone ~ "'::" ~ type) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return('(' ~ listed | join(' or ') ~ ')') }}
{%- endmacro %}
