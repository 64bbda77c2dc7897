{#- Joins the peg of a currency and, where it has none, its price at the minute of a moment. -#}
{% macro join_minute_rate(currency, moment, currencies_alias, rates_alias) -%}
    left join {{ ref('currencies') }} as {{ currencies_alias }}
        on {{ currency }} = {{ currencies_alias }}.currency
    left join {{ ref('int_minute_rates') }} as {{ rates_alias }}
        on {{ currency }} = {{ rates_alias }}.currency
        and date_trunc('minute', {{ moment }}, 'UTC') = {{ rates_alias }}.minute_at
{%- endmacro %}
