{#- A price in today's shares: divided by the splits that came after its day. Exact where there were
    none; eight decimals otherwise. -#}
{% macro split_adjusted(price) -%}
    case split_factor when 1 then {{ price }} else trim_scale(round({{ price }} / split_factor, 8)) end
{%- endmacro %}
