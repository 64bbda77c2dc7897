{#- Sums that do not depend on the order of what is summed, days or months. -#}
{% macro period_totals(prefix='') -%}
    {%- for name in ['trades', 'winning_trades', 'losing_trades', 'breakeven_trades'] -%}
    sum({{ prefix }}{{ name }})::bigint as {{ name }},
    {% endfor -%}
    {%- for name in ['gross_profit_usd', 'gross_loss_usd', 'closed_net_pnl_usd', 'gross_pnl_usd',
        'fees_usd', 'net_pnl_usd', 'volume_usd'] -%}
    sum({{ prefix }}{{ name }}) as {{ name }},
    {% endfor -%}
    sum({{ prefix }}unconverted_amounts)::bigint as unconverted_amounts,
    max({{ prefix }}last_closed_at) as last_closed_at
{%- endmacro %}
