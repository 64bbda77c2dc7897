{#- Units of the underlying that schwab's prices are for: an option is quoted per share of its contract,
    a bond per hundred of its face value. -#}
{% macro schwab_multiplier(instrument_type) -%}
    case {{ instrument_type }} when 'option' then 100 when 'bond' then 0.01 else 1 end
{%- endmacro %}
