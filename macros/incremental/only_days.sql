{#- The SELECT of a fact, cut down: a condition takes the place of each mark that `touched` left, with
    the marked column for {column}. -#}
{% macro only_days(sql, condition) -%}
    {%- set mark = '\\(true /\\* touched: ([\\w.]+) \\*/\\)' -%}
    {%- if not modules.re.search(mark, sql) -%}
        {%- do exceptions.raise_compiler_error('A fact that follows a feed by days needs touched(column).') -%}
    {%- endif -%}
    {{ return(modules.re.sub(mark, '(' ~ condition | replace('{column}', '\\1') ~ ')', sql)) }}
{%- endmacro %}
