{#- Where a fact's SELECT is cut down to the touched days of a run. By itself it is true: the SELECT as
    written is the whole fact. `replaced_days` puts the days in as literals, because only these prune
    partitions when the statement is planned. -#}
{% macro touched(column) -%}
    (true /* touched: {{ column }} */)
{%- endmacro %}
