{#- A step that counts in one scan the rows of a staging view that look odd. -#}
{% macro count_oddities_sql(model, oddities) -%}
oddities as materialized (
    select
        count(*) as rows_seen
        {%- for expression in oddities.values() %},
        count(*) filter (where ({{ expression | trim }}) is false) as odd_{{ loop.index }}
        {%- endfor %}
    from {{ model }}
)
{%- endmacro %}
