{#- The columns that int_performance_paths (from days) and int_performance_lifetimes (from months) share. -#}
{% macro path_measures() -%}
    {{ return([
        'book_type', 'book_key', 'window_name', 'annualization_days', 'first_date', 'last_date',
        'series_days', 'days_with_trades', 'returns', 'net_pnl_usd', 'flow_usd',
        'equity_start_usd', 'equity_end_usd', 'growth', 'mean_return', 'return_deviation',
        'downside_deviation', 'max_drawdown_ratio', 'max_drawdown_usd', 'current_drawdown_ratio',
        'current_drawdown_usd', 'longest_drawdown_days',
    ]) }}
{%- endmacro %}
