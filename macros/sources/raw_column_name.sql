{#- A raw column as this deployment calls it: the var `column_names` renames it, as in
    {mastertrade: {orders: {average_fill_price: avg_fill_price}}}. -#}
{% macro raw_column_name(system, table, column) -%}
    {{ return(var('column_names', {}).get(system, {}).get(table, {}).get(column, column)) }}
{%- endmacro %}
