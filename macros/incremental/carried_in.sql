{#- What the last row of a key before its changed tail says in a column of the fact itself; null where
    there is none, as in the SELECT as written, which begins with the first row of every key. -#}
{% macro carried_in(column, key, type) -%}
    (null::{{ type }} /* carried in: {{ column }}, {{ key }} */)
{%- endmacro %}
