{#- A query for the SELECT of no rows that has the columns of a view, in its types; null where there is no such
    view. -#}
{% macro empty_view_sql(relation) -%}
select 'select ' || string_agg(
    format('null::%s', format_type(atttypid, atttypmod))
    || case when attcollation <> 0 then format(' collate %s', attcollation::regcollation) else '' end
    || format(' as %I', attname), ', ' order by attnum
) || ' where false'
from pg_attribute
where attrelid = to_regclass('{{ relation }}') and attnum > 0 and not attisdropped
{%- endmacro %}
