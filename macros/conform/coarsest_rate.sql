{#- The coarsest of a group's rate granularities, an aggregate; null when nothing was converted. -#}
{% macro coarsest_rate(granularity) -%}
    ({{ rate_granularities() }})[
        max(array_position({{ rate_granularities() }}, {{ granularity }}))
    ]
{%- endmacro %}
