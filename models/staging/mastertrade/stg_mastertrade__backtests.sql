{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per backtest; a strategy may have several.
with

source as (

    select * from {{ source('mastertrade', 'backtest_results') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        id::text as backtest_id,
        strategy_id::text as strategy_id,

        -- measures: returns and drawdown are percents at the source, the win rate is not
        initial_capital::numeric as initial_capital_usd,
        final_capital::numeric as final_capital_usd,
        total_return_pct::numeric / 100 as total_return_ratio,
        cagr::numeric / 100 as cagr_ratio,
        abs(max_drawdown_pct::numeric) / 100 as max_drawdown_ratio,
        sharpe_ratio::numeric as sharpe_ratio,
        sortino_ratio::numeric as sortino_ratio,
        profit_factor::numeric as profit_factor,
        win_rate::numeric as win_rate,
        total_trades::bigint as total_trades,
        winning_trades::bigint as winning_trades,
        losing_trades::bigint as losing_trades,
        avg_win::numeric as avg_win_usd,
        -abs(avg_loss::numeric) as avg_loss_usd,
        largest_win::numeric as largest_win_usd,
        -abs(largest_loss::numeric) as largest_loss_usd,

        -- timestamps: the platform writes naive UTC
        start_date::timestamp at time zone 'UTC' as period_started_at,
        end_date::timestamp at time zone 'UTC' as period_ended_at,
        created_at::timestamp at time zone 'UTC' as created_at,
        created_at::timestamp at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
