{#- Runs a position through its fills by the cost basis of this installation (var `cost_basis`): average
    cost, or first in, first out. The state after a fill is {signed quantity held, its cost in all, P&L
    realised by the fill, quantity the fill closed, ...}; `carried` is a kept one to start from. -#}
{% macro position_cost(signed_quantity, price, carried='null') -%}
    {%- set basis = var('cost_basis', 'average') -%}
    {%- if basis not in ['average', 'fifo'] -%}
        {%- do exceptions.raise_compiler_error(
            "cost_basis is '" ~ basis ~ "'. It must be 'average' (average cost) or 'fifo' (first in,"
            ~ " first out): set it in dbt_project.yml or with --vars 'cost_basis: fifo'.") -%}
    {%- endif -%}
    {{ functions_schema() }}.{{ basis }}_cost({{ signed_quantity }}, {{ price }}, {{ carried }})
{%- endmacro %}
