{#- How fine the rate is that `usd_rate` takes, in the words of `rate_granularities`; null without one. -#}
{% macro rate_granularity(currency, currencies_alias, rates_alias) -%}
    case
        when coalesce({{ currency }}, 'USD') = 'USD' then 'usd'
        when {{ currencies_alias }}.usd_peg is not null then 'peg'
        else {{ rates_alias }}.rate_granularity
    end
{%- endmacro %}
