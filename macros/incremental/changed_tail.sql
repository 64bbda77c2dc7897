{#- Where a fact's SELECT is cut down to what follows a change: the rows of changed keys, from each one's
    earliest changed day on; without a day, all rows of changed keys. By itself it is true: the SELECT as
    written is the whole fact. -#}
{% macro changed_tail(key, day=none) -%}
    (true /* changed tail: {{ key }}{{ ', ' ~ day if day }} */)
{%- endmacro %}
