{#- Joins the peg of a currency and, where it has none, its newest price of at most a week before. -#}
{% macro join_usd_rate(currency, on_date, currencies_alias, rates_alias) -%}
    left join {{ ref('currencies') }} as {{ currencies_alias }}
        on {{ currency }} = {{ currencies_alias }}.currency
    left join lateral (
        select rates.usd_rate
        from {{ ref('int_currency_rates') }} as rates
        where
            {{ currencies_alias }}.usd_peg is null
            and rates.currency = {{ currency }}
            and rates.rate_date <= {{ on_date }}
            and rates.rate_date > {{ on_date }} - 7
        order by rates.rate_date desc
        limit 1
    ) as {{ rates_alias }} on true
{%- endmacro %}
