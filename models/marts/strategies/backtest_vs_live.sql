{{ config(
    indexes=[{'columns': ['strategy_key'], 'unique': true}]
) }}

{% set compared = [
    'trades_per_day', 'win_rate', 'profit_factor', 'avg_win_usd', 'avg_loss_usd', 'total_return',
    'cagr', 'sharpe_ratio', 'sortino_ratio', 'max_drawdown_pct',
] %}

-- Grain: one row per strategy with a backtest: the newest one beside what the strategy realised.
-- Differences are realised minus backtest, over the lifetime in the one environment the strategy is
-- judged by; live and paper results stand apart at the end.
with

backtests as (

    select
        newest.*,
        newest.trades / nullif(
            extract(epoch from newest.period_ended_at - newest.period_started_at) / 86400, 0
        ) as trades_per_day
    from {{ ref('int_strategy_backtests') }} as newest

),

realised as (

    select
        metrics.*,
        metrics.trades::numeric / nullif(metrics.last_date - metrics.first_date + 1, 0)
            as trades_per_day
    from {{ ref('int_performance_metrics') }} as metrics
    where metrics.book_type = 'strategy' and metrics.window_name = 'lifetime'

),

environments as (

    select
        strategy_key,
        environment
    from {{ ref('int_strategy_environments') }}

),

by_environment as (

    select
        strategy_key,
        environment,
        first_trade_date,
        trades,
        winning_trades::numeric / nullif(winning_trades + losing_trades, 0) as win_rate,
        gross_profit_usd / nullif(gross_loss_usd, 0) as profit_factor,
        net_pnl_usd
    from {{ ref('int_strategy_realised') }}

)

select
    backtests.strategy_key,
    backtests.source_system,
    backtests.strategy_id,
    strategies.strategy_name,
    strategies.strategy_type,
    strategies.status,

    -- the backtest
    backtests.backtest_id,
    backtests.backtest_count,
    backtests.backtested_at,
    (backtests.period_started_at at time zone 'UTC')::date as backtest_first_date,
    (backtests.period_ended_at at time zone 'UTC')::date as backtest_last_date,
    backtests.initial_capital_usd as backtest_capital_usd,
    backtests.trades as backtest_trades,

    -- what was realised
    environments.environment,
    realised.first_date as realised_first_date,
    realised.last_date as realised_last_date,
    coalesce(realised.trades, 0) as realised_trades,
    realised.net_pnl_usd as realised_net_pnl_usd,

    -- metric by metric
    {%- for name in compared %}
        backtests.{{ name }} as backtest_{{ name }},
        realised.{{ name }} as realised_{{ name }},
        realised.{{ name }} - backtests.{{ name }} as {{ name }}_difference,
    {%- endfor %}

    -- by environment
    {%- for name in ['live', 'paper'] %}
        {{ name }}.first_trade_date as {{ name }}_first_trade_date,
        coalesce({{ name }}.trades, 0) as {{ name }}_trades,
        {{ name }}.win_rate as {{ name }}_win_rate,
        {{ name }}.profit_factor as {{ name }}_profit_factor,
        {{ name }}.net_pnl_usd as {{ name }}_net_pnl_usd,
        {{ name }}.net_pnl_usd / nullif(backtests.initial_capital_usd, 0)
            as {{ name }}_return_on_capital,
    {%- endfor %}

    clock.as_of,
    now() as refreshed_at
from backtests
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_strategies') }} as strategies
    on backtests.strategy_key = strategies.strategy_key
left join environments on backtests.strategy_key = environments.strategy_key
left join realised on backtests.strategy_key = realised.book_key
left join by_environment as live
    on backtests.strategy_key = live.strategy_key and live.environment = 'live'
left join by_environment as paper
    on backtests.strategy_key = paper.strategy_key and paper.environment = 'paper'
