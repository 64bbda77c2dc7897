{#- Whether pg_temp.definition_view could be made and has the columns of a fact, in order. -#}
{% macro same_shape_sql(relation) -%}
select (
    select array_agg(attname order by attnum) from pg_attribute
    where attrelid = to_regclass('pg_temp.definition_view') and attnum > 0 and not attisdropped
) = (
    select array_agg(attname order by attnum) from pg_attribute
    where attrelid = to_regclass('{{ relation }}') and attnum > 0 and not attisdropped
)
{%- endmacro %}
