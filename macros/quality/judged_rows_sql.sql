{#- Every row of a staging model with the names of the row rules it breaks, none on a good row. -#}
{% macro judged_rows_sql(sql, rules) -%}
select
    staged.*,
    array_remove(array[
        null::text
        {%- for name, expression in row_rules(rules).items() %},
        case when ({{ expression }}) is false then '{{ name }}' end
        {%- endfor %}
    ], null) as broken_rules
from (
{{ sql }}
) as staged
{%- endmacro %}
