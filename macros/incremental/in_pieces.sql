{#- A fact's SELECT for the days of a condition, cut where the given days begin: PostgreSQL's workers take the
    pieces side by side, and each sorts its own days. Without such days it is one piece. -#}
{% macro in_pieces(sql, bounds, condition) -%}
    {%- if not bounds -%}{{ return(sql if condition == 'true' else only_days(sql, condition)) }}{%- endif -%}
    {%- set pieces = [] -%}
    {%- for first, until in zip([none] + bounds, bounds + [none]) -%}
        {%- set ends = [condition]
            + (["{column} >= '" ~ first ~ "'::date"] if first else [])
            + (["{column} < '" ~ until ~ "'::date"] if until else []) -%}
        {%- do pieces.append('select * from (\n' ~ only_days(sql, ends | join(' and ')) ~ '\n) as piece') -%}
    {%- endfor -%}
    {%- do run_query(settings_of_pieces_sql()) -%}
    {{ return(pieces | join('\nunion all\n')) }}
{%- endmacro %}
