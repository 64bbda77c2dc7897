{#- The rules that no staging model has to state: its numbers are finite, its times of the years 1900 to 9999.
    PostgreSQL stores NaN, which makes every sum NaN, and endless times, from which nothing can be subtracted;
    a time in milliseconds that was read as seconds is in the year 50000, which drivers can't read. Takes the
    columns of the model's SELECT as the cursor describes them, and the raw table: a number of so many digits
    can be NaN, which is greater than all others, but not endless, so that looking for the greatest will do. -#}
{% macro finite_rules(columns, table) -%}
    {%- set may_be_endless = live_columns(raw_relation(table.source_name, table.name)).values()
        | select('in', ['numeric', 'double precision', 'real', 'json', 'jsonb']) | list -%}
    {%- set bounds = {
        'DATE': plausible_bounds('date'),
        'DATETIME': plausible_bounds('timestamp without time zone'),
        'DATETIMETZ': plausible_bounds('timestamp with time zone'),
        'DECIMAL': ["'-infinity'", "'infinity'"],
        'FLOAT': ["'-infinity'", "'infinity'"],
    } -%}
    {%- set rules = {} -%}
    {%- for dtype, (first, end) in bounds.items() -%}
        {%- set list = columns | selectattr('dtype', 'equalto', dtype) | map(attribute='name') | join(', ') -%}
        {%- set is_time = dtype.startswith('DATE') -%}
        {%- set rule = 'times_are_plausible' if is_time else 'numbers_are_finite' -%}
        {%- if list -%}
            {%- set parts = ([rules[rule]] if rule in rules else []) + ['greatest(' ~ list ~ ') < ' ~ end]
                + (['least(' ~ list ~ ') ' ~ ('>= ' if is_time else '> ') ~ first]
                    if is_time or may_be_endless else []) -%}
            {%- do rules.update({rule: parts | join(' and ')}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(rules) }}
{%- endmacro %}
