{#- The days of facts, as often as they have rows. -#}
{% macro fact_days_sql(facts) -%}
    {%- for fact in facts -%}
select {{ fact.column }} as day from {{ fact.relation }} where isfinite({{ fact.column }})
{{ 'union all ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
