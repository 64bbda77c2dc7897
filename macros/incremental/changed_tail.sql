{#- Where a fact's SELECT is cut down to what follows a change: the rows of changed keys, from each one's
    earliest changed day on. By itself it is true: the SELECT as written is the whole fact. -#}
{% macro changed_tail(key, day) -%}
    (true /* changed tail: {{ key }}, {{ day }} */)
{%- endmacro %}
