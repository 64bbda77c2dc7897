{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, its lifetime results as last loaded.
with

source as (

    {{ source_rows('daily_profit', 'raw_metrics_alltime') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        account_id::text as account_id,

        -- measures: the platform's net profit is the price result, before commission and swap;
        -- losses are negative at the source and positive here
        net_profit::numeric as gross_pnl_usd,
        gross_profit::numeric as gross_profit_usd,
        -gross_loss::numeric as gross_loss_usd,
        total_trades::integer as trade_count,
        winning_trades::integer as winning_trade_count,
        losing_trades::integer as losing_trade_count,
        win_rate::numeric / 100 as win_ratio,
        profit_factor::numeric as profit_factor,
        average_win::numeric as average_win_usd,
        abs(average_loss::numeric) as average_loss_usd,
        average_rrr::numeric as average_reward_risk,
        expectancy::numeric as expectancy_usd,
        sharpe_ratio::numeric as sharpe_ratio,
        sortino_ratio::numeric as sortino_ratio,
        abs(max_drawdown::numeric) as max_drawdown_usd,
        abs(max_drawdown_pct::numeric) / 100 as max_drawdown_ratio,

        -- timestamps: the platform writes naive UTC
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
