{#- Stacks one relation per platform that share a column contract. Platforms that are switched off
    are left out; with none left the result is empty and typed by `columns` (name: type). -#}
{% macro union_systems(models, columns) -%}
    {%- set switched_on = [] -%}
    {%- for system, model in models.items() if system_enabled(system) -%}
        {%- do switched_on.append((system, model)) -%}
    {%- endfor -%}
    {%- for system, model in switched_on %}
    select
        '{{ system }}'::text as source_system
        {%- for name, type in columns.items() %},
        {{ name }}::{{ type }} as {{ name }}
        {%- endfor %}
    from {{ ref(model) }}
    {%- if not loop.last %}

    union all
    {% endif -%}
    {%- endfor -%}
    {%- if not switched_on %}
    select
        null::text as source_system
        {%- for name, type in columns.items() %},
        null::{{ type }} as {{ name }}
        {%- endfor %}
    where false
    {%- endif -%}
{%- endmacro %}
