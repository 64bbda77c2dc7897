{#- The first (`min`) or last (`max`) day that any of some facts has, of the days that meet a condition: one look
    into each fact's index. Asked of their union, PostgreSQL would read these indexes whole. -#}
{% macro fact_day_sql(facts, end, condition='true') -%}
    {{- 'least' if end == 'min' else 'greatest' }}(
    {%- for fact in facts %}
    (
        select {{ end }}({{ fact.column }}) from {{ fact.relation }}
        where isfinite({{ fact.column }}) and {{ condition | replace('{column}', fact.column) }}
    ){{ ',' if not loop.last }}
    {%- endfor %}
)
{%- endmacro %}
