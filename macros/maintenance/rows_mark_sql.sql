{#- How many rows a partition has, and a number that changes with any of them. -#}
{% macro rows_mark_sql(partition) -%}
select count(*) as row_count, coalesce(sum(xmin::text::bigint), 0) as mark from {{ partition }}
{%- endmacro %}
