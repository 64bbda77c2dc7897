{#- The columns that symbol_day_sums makes, with their types. -#}
{% macro symbol_day_columns() -%}
    {%- set columns = {} -%}
    {%- for name in [
        'trades', 'winning_trades', 'losing_trades', 'breakeven_trades', 'unconverted_amounts',
        'timed_trades', 'long_trades', 'long_winning_trades', 'long_losing_trades', 'short_trades',
        'short_winning_trades', 'short_losing_trades',
    ] -%}
        {%- do columns.update({name: 'bigint'}) -%}
    {%- endfor -%}
    {%- for name in [
        'gross_profit_usd', 'gross_loss_usd', 'closed_net_pnl_usd', 'closed_net_squares',
        'gross_pnl_usd', 'fees_usd', 'net_pnl_usd', 'volume_usd', 'best_trade_usd',
        'worst_trade_usd', 'holding_hours', 'long_net_pnl_usd', 'short_net_pnl_usd',
    ] -%}
        {%- do columns.update({name: 'numeric'}) -%}
    {%- endfor -%}
    {%- do columns.update({'last_trade_at': 'timestamptz'}) -%}
    {{ return(columns) }}
{%- endmacro %}
