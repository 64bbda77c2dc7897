{#- Name of an option contract in the house, the ticker dim_instruments gives one that was traded:
    root, a blank, expiry as yymmdd, C or P, and the strike in thousandths, eight digits long. -#}
{% macro option_symbol(root, expiry_date, option_right, strike_price) -%}
    {%- set thousandths = 'round(' ~ strike_price ~ ' * 1000)::text' -%}
    {{ root }} || ' ' || to_char({{ expiry_date }}, 'YYMMDD')
    || case {{ option_right }} when 'call' then 'C' when 'put' then 'P' end
    || lpad({{ thousandths }}, greatest(8, length({{ thousandths }})), '0')
{%- endmacro %}
