{#- The rules that no staging model has to state: its numbers are finite, its times of the years 1900 to 9999.
    PostgreSQL stores NaN, which makes every sum NaN, and endless times, from which nothing can be subtracted;
    a time in milliseconds that was read as seconds is in the year 50000, which drivers can't read. Takes the
    columns of the model's SELECT as the cursor describes them. -#}
{% macro finite_rules(columns) -%}
    {%- set bounds = {
        'DATE': ["'1900-01-01'", "'10000-01-01'"],
        'DATETIME': ["'1900-01-01'", "'10000-01-01'"],
        'DATETIMETZ': ["'1900-01-01 00:00+00'", "'10000-01-01 00:00+00'"],
        'DECIMAL': ["'-infinity'", "'infinity'"],
        'FLOAT': ["'-infinity'", "'infinity'"],
    } -%}
    {%- set found = {} -%}
    {%- for dtype, ends in bounds.items() -%}
        {%- set list = columns | selectattr('dtype', 'equalto', dtype) | map(attribute='name') | join(', ') -%}
        {%- set rule = 'times_are_plausible' if dtype.startswith('DATE') else 'numbers_are_finite' -%}
        {%- if list -%}
            {%- do found.setdefault(rule, []).append(
                'least(' ~ list ~ ') ' ~ ('>=' if 'times' in rule else '>') ~ ' ' ~ ends[0]
                ~ ' and greatest(' ~ list ~ ') < ' ~ ends[1]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set rules = {} -%}
    {%- for rule, parts in found.items() -%}{%- do rules.update({rule: parts | join(' and ')}) -%}{%- endfor -%}
    {{ return(rules) }}
{%- endmacro %}
