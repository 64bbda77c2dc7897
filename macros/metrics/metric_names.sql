{#- Names of the metrics of int_performance_metrics, by kind, so that marts list them once.
    `totals` are 0 for a book without activity, `ratios` are null without enough data. -#}
{% macro metric_names(kind) -%}
    {{ return({
        'totals': [
            'trades', 'winning_trades', 'losing_trades', 'breakeven_trades', 'days_with_trades',
            'volume_usd', 'gross_pnl_usd', 'fees_usd', 'net_pnl_usd', 'flow_usd',
            'gross_profit_usd', 'gross_loss_usd', 'unconverted_amounts',
            'max_consecutive_wins', 'max_consecutive_losses',
        ],
        'ratios': [
            'win_rate', 'profit_factor', 'expectancy_usd', 'avg_win_usd', 'avg_loss_usd',
            'payoff_ratio', 'total_return', 'cagr', 'volatility', 'sharpe_ratio', 'sortino_ratio',
            'max_drawdown_pct', 'max_drawdown_usd', 'calmar_ratio', 'current_drawdown_pct',
            'current_drawdown_usd', 'recovery_factor', 'longest_drawdown_days',
        ],
        'tail_risks': ['value_at_risk_95', 'value_at_risk_99', 'cvar_95'],
    }[kind]) }}
{%- endmacro %}
