{#- The condition that a row of a fact, `old`, is before the tail of its key; with `reaches_back` a row for
    which that holds. -#}
{% macro own_rows_before(key, day) -%}
    {%- set reaches_back = config.get('reaches_back') -%}
    {{ return('old.' ~ key ~ ' = tails.key and old.' ~ day ~ ' < tails.from_day'
        ~ (' and (' ~ reaches_back ~ ')' if reaches_back else '')) }}
{%- endmacro %}
