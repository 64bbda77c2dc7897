{#- The days on which weeks begin within a range, its first week left out, 60 at the most; of a range with an
    open end those of the month at its other end, of all days none. -#}
{% macro week_bounds(first, last) -%}
    {%- set bounds = [] -%}
    {%- if first or last -%}
        {%- set week = modules.datetime.timedelta(days=7) -%}
        {%- set begin = modules.datetime.date.fromisoformat(first) if first
            else modules.datetime.date.fromisoformat(last) - 5 * week -%}
        {%- set end = modules.datetime.date.fromisoformat(last) if last else begin + 4 * week -%}
        {%- for number in range(1, [60, (end - begin).days // 7] | min + 1) -%}
            {%- do bounds.append((begin + number * week).isoformat()) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(bounds) }}
{%- endmacro %}
