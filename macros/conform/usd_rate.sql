{#- What one unit of a currency is worth in dollars: its peg, else the price joined by
    `join_usd_rate` or `join_minute_rate`, null when neither is known. No currency at all means dollars. -#}
{% macro usd_rate(currency, currencies_alias, rates_alias) -%}
    case
        when {{ currency }} is null then 1
        else coalesce({{ currencies_alias }}.usd_peg, {{ rates_alias }}.usd_rate)
    end
{%- endmacro %}
