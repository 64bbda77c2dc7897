{#- The SELECT of a fact, cut down: a condition takes the place of each mark that `touched` left, with
    the marked column for {column}, and of each mark of `touched_moments` as spans. -#}
{% macro only_days(sql, condition) -%}
    {%- set mark = '\\(true /\\* touched: ([\\w.]+) \\*/\\)' -%}
    {%- set moments = '\\(true /\\* touched moments: ([^|]+) \\| (\\w+) \\| ([^|]+) \\| ([^|*]+) \\*/\\)' -%}
    {%- if not modules.re.search(mark ~ '|' ~ moments, sql) -%}
        {%- do exceptions.raise_compiler_error('A fact that follows a feed by days needs touched(column).') -%}
    {%- endif -%}
    {%- set cut = namespace(sql=modules.re.sub(mark, '(' ~ condition | replace('{column}', '\\1') ~ ')', sql)) -%}
    {%- for column, stored_as, zone, starts_at in modules.re.findall(moments, sql) -%}
        {%- set cut.sql = modules.re.sub(
            moments, '(' ~ moments_of_days(condition, column, stored_as, zone, starts_at) ~ ')', cut.sql, 1) -%}
    {%- endfor -%}
    {{ return(cut.sql) }}
{%- endmacro %}
