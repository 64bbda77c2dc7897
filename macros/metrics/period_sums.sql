{#- Names of what days and months of a book sum up; amounts end with _usd, the others are counts. -#}
{% macro period_sums() -%}
    {{ return([
        'trades', 'winning_trades', 'losing_trades', 'breakeven_trades', 'gross_profit_usd',
        'gross_loss_usd', 'closed_net_pnl_usd', 'gross_pnl_usd', 'fees_usd', 'net_pnl_usd',
        'volume_usd', 'unconverted_amounts',
    ]) }}
{%- endmacro %}
