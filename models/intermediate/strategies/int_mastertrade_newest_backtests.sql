{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per strategy: the newest of its backtests up to the clock's reading. The platform
-- means to keep one per strategy and does not enforce it.
with

ranked as (

    select
        backtests.*,
        count(*) over (partition by backtests.strategy_id) as backtest_count,
        row_number() over (
            partition by backtests.strategy_id
            order by
                backtests.created_at desc nulls last,
                length(backtests.backtest_id) desc,
                backtests.backtest_id desc
        ) as recency
    from {{ ref('stg_mastertrade__backtests') }} as backtests
    cross join {{ ref('clock') }} as clock
    where coalesce(backtests.created_at, backtests.period_ended_at) <= clock.as_of

)

select
    strategy_id,
    backtest_id,
    backtest_count,
    created_at as backtested_at,
    period_started_at,
    period_ended_at,
    initial_capital_usd,
    total_trades as trades,
    winning_trades,
    losing_trades,
    -- As the house counts it: a flat trade is neither. The simulator divides by all trades.
    coalesce(
        winning_trades::numeric / nullif(winning_trades + losing_trades, 0),
        case when winning_trades is null or losing_trades is null then win_rate end
    ) as win_rate,
    profit_factor,
    total_return_ratio as total_return,
    cagr_ratio as cagr,
    sharpe_ratio,
    sortino_ratio,
    100 * max_drawdown_ratio as max_drawdown_pct,
    avg_win_usd,
    abs(avg_loss_usd) as avg_loss_usd
from ranked
where recency = 1
