{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per backtest; a strategy may have several.
with

source as (

    {{ source_rows('mastertrade', 'backtest_results') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as backtest_id,
        source.strategy_id::text as strategy_id,

        -- measures: returns and drawdown are percents at the source, the win rate is not
        source.initial_capital::numeric as initial_capital_usd,
        source.final_capital::numeric as final_capital_usd,
        source.total_return_pct::numeric / 100 as total_return_ratio,
        source.cagr::numeric / 100 as cagr_ratio,
        abs(source.max_drawdown_pct::numeric) / 100 as max_drawdown_ratio,
        source.sharpe_ratio::numeric as sharpe_ratio,
        source.sortino_ratio::numeric as sortino_ratio,
        source.profit_factor::numeric as profit_factor,
        source.win_rate::numeric as win_rate,
        source.total_trades::bigint as total_trades,
        source.winning_trades::bigint as winning_trades,
        source.losing_trades::bigint as losing_trades,
        source.avg_win::numeric as avg_win_usd,
        -abs(source.avg_loss::numeric) as avg_loss_usd,
        source.largest_win::numeric as largest_win_usd,
        -abs(source.largest_loss::numeric) as largest_loss_usd,

        -- details, as the simulator writes them
        source.monthly_returns,
        source.trade_log,

        -- timestamps: the platform writes naive UTC
        source.start_date::timestamp at time zone 'UTC' as period_started_at,
        source.end_date::timestamp at time zone 'UTC' as period_ended_at,
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.created_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
