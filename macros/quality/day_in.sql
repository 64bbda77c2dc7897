{#- The condition that a date or a moment is of one of some days in UTC, or of none: rows without a day are
    looked at every time. Literals, and ranges of moments: only these reach partitions and indexes. All
    days where none are given. -#}
{% macro day_in(column, type, days) -%}
    {%- if days is none -%}{{ return('true') }}{%- endif -%}
    {#- As plausible_time has it, the other way round: of a negation PostgreSQL prunes no partition. -#}
    {%- set first, end = plausible_bounds(type) -%}
    {%- set listed = [column ~ ' is null', column ~ ' < ' ~ first ~ '::' ~ type, column ~ ' >= ' ~ end ~ '::' ~ type] -%}
    {%- if type == 'date' -%}
        {%- if days -%}
            {%- do listed.append(column ~ " in ('" ~ days | join("'::date, '") ~ "'::date)") -%}
        {%- endif -%}
    {%- else -%}
        {%- set zone = '+00' if type.endswith('with time zone') else '' -%}
        {%- for day in days -%}
            {%- set next = modules.datetime.date.fromisoformat(day) + modules.datetime.timedelta(days=1) -%}
            {%- do listed.append(
                column ~ " >= '" ~ day ~ ' 00:00' ~ zone ~ "'::" ~ type
                ~ ' and ' ~ column ~ " < '" ~ next ~ ' 00:00' ~ zone ~ "'::" ~ type) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return('(' ~ listed | join(' or ') ~ ')') }}
{%- endmacro %}
