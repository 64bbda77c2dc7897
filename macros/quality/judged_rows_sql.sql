{#- Every row of a staging model with the names of the row rules it breaks, none on a good row. Of a row
    whose times or numbers are not finite that alone is said: other rules may fail to be worked out. -#}
{% macro judged_rows_sql(sql, rules) -%}
{%- set finite = rules.get('finite', {}) -%}
select
    staged.*,
    case
        {%- for name, expression in finite.items() %}
        when ({{ expression }}) is false then array['{{ name }}']
        {%- endfor %}
        {{ 'when true then' if not finite else 'else' }} array_remove(array[
            null::text
            {%- for name, expression in row_rules(rules).items() if name not in finite %},
            case when ({{ expression }}) is false then '{{ name }}' end
            {%- endfor %}
        ], null)
    end as broken_rules
from (
{{ sql }}
) as staged
{%- endmacro %}
