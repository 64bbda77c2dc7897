-- Grain: one row per strategy with a backtest: the newest.
with

backtests as (

    {{ union_systems(
        models={'mastertrade': 'int_mastertrade_newest_backtests'},
        columns={
            'strategy_id': 'text',
            'backtest_id': 'text',
            'backtest_count': 'bigint',
            'backtested_at': 'timestamptz',
            'period_started_at': 'timestamptz',
            'period_ended_at': 'timestamptz',
            'initial_capital_usd': 'numeric',
            'trades': 'bigint',
            'winning_trades': 'bigint',
            'losing_trades': 'bigint',
            'win_rate': 'numeric',
            'profit_factor': 'numeric',
            'total_return': 'numeric',
            'cagr': 'numeric',
            'sharpe_ratio': 'numeric',
            'sortino_ratio': 'numeric',
            'max_drawdown_pct': 'numeric',
            'avg_win_usd': 'numeric',
            'avg_loss_usd': 'numeric',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }} as strategy_key,
    backtests.*
from backtests
