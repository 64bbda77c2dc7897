{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and day, what the platform's models are fed with.
with

source as (

    {{ source_rows('daily_profit', 'feature_store_account_daily') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        account_id::text as account_id,

        -- attributes
        feature_date::date as feature_date,

        -- account: as it stood at the end of the day; a distance turns negative beyond the limit
        starting_balance::numeric as starting_balance_usd,
        max_daily_drawdown_pct::numeric / 100 as max_daily_drawdown_ratio,
        max_drawdown_pct::numeric / 100 as max_drawdown_ratio,
        profit_target_pct::numeric / 100 as profit_target_ratio,
        max_leverage::numeric as max_leverage,
        is_drawdown_relative::integer = 1 as is_drawdown_relative,
        current_balance::numeric as balance_usd,
        current_equity::numeric as equity_usd,
        days_since_first_trade::integer as days_since_first_trade,
        active_trading_days_count::integer as active_trading_days,
        distance_to_profit_target::numeric as distance_to_target_usd,
        distance_to_max_drawdown::numeric as distance_to_drawdown_usd,
        open_pnl::numeric as unrealized_pnl_usd,
        open_positions_volume::numeric as open_volume_usd,

        -- results of the last trading days
        rolling_pnl_sum_1d::numeric as rolling_pnl_sum_1d_usd,
        rolling_pnl_avg_1d::numeric as rolling_pnl_avg_1d_usd,
        rolling_pnl_std_1d::numeric as rolling_pnl_std_1d_usd,
        rolling_pnl_sum_3d::numeric as rolling_pnl_sum_3d_usd,
        rolling_pnl_avg_3d::numeric as rolling_pnl_avg_3d_usd,
        rolling_pnl_std_3d::numeric as rolling_pnl_std_3d_usd,
        rolling_pnl_min_3d::numeric as rolling_pnl_min_3d_usd,
        rolling_pnl_max_3d::numeric as rolling_pnl_max_3d_usd,
        win_rate_3d::numeric / 100 as win_ratio_3d,
        rolling_pnl_sum_5d::numeric as rolling_pnl_sum_5d_usd,
        rolling_pnl_avg_5d::numeric as rolling_pnl_avg_5d_usd,
        rolling_pnl_std_5d::numeric as rolling_pnl_std_5d_usd,
        rolling_pnl_min_5d::numeric as rolling_pnl_min_5d_usd,
        rolling_pnl_max_5d::numeric as rolling_pnl_max_5d_usd,
        win_rate_5d::numeric / 100 as win_ratio_5d,
        profit_factor_5d::numeric as profit_factor_5d,
        sharpe_ratio_5d::numeric as sharpe_ratio_5d,
        rolling_pnl_sum_10d::numeric as rolling_pnl_sum_10d_usd,
        rolling_pnl_avg_10d::numeric as rolling_pnl_avg_10d_usd,
        rolling_pnl_std_10d::numeric as rolling_pnl_std_10d_usd,
        rolling_pnl_min_10d::numeric as rolling_pnl_min_10d_usd,
        rolling_pnl_max_10d::numeric as rolling_pnl_max_10d_usd,
        win_rate_10d::numeric / 100 as win_ratio_10d,
        profit_factor_10d::numeric as profit_factor_10d,
        sharpe_ratio_10d::numeric as sharpe_ratio_10d,
        rolling_pnl_sum_20d::numeric as rolling_pnl_sum_20d_usd,
        rolling_pnl_avg_20d::numeric as rolling_pnl_avg_20d_usd,
        rolling_pnl_std_20d::numeric as rolling_pnl_std_20d_usd,
        win_rate_20d::numeric / 100 as win_ratio_20d,
        profit_factor_20d::numeric as profit_factor_20d,
        sharpe_ratio_20d::numeric as sharpe_ratio_20d,

        -- habits of the last five trading days
        trades_count_5d::integer as trade_count_5d,
        avg_trade_duration_5d::numeric as average_duration_5d_minutes,
        avg_lots_per_trade_5d::numeric as average_quantity_5d_lots,
        avg_volume_per_trade_5d::numeric as average_volume_5d_usd,
        stop_loss_usage_rate_5d::numeric / 100 as stop_loss_ratio_5d,
        take_profit_usage_rate_5d::numeric / 100 as take_profit_ratio_5d,
        buy_sell_ratio_5d::numeric as buys_per_sell_5d,
        top_symbol_concentration_5d::numeric / 100 as top_symbol_ratio_5d,

        -- market on the day
        market_sentiment_score::numeric as market_sentiment,
        lower(market_volatility_regime::text) as volatility_regime,
        lower(market_liquidity_state::text) as liquidity_state,
        vix_level::numeric as vix_level,
        dxy_level::numeric as dollar_index_level,
        sp500_daily_return::numeric as sp500_return_ratio,
        btc_volatility_90d::numeric as btc_volatility_90d_ratio,
        fed_funds_rate::numeric as fed_funds_rate_pct,

        -- calendar of the feature date
        day_of_week::integer as day_of_week,
        week_of_month::integer as week_of_month,
        month::integer as month_of_year,
        quarter::integer as quarter_of_year,
        day_of_year::integer as day_of_year,
        is_month_start::boolean as is_month_start,
        is_month_end::boolean as is_month_end,
        is_quarter_start::boolean as is_quarter_start,
        is_quarter_end::boolean as is_quarter_end,

        -- timestamps: the platform writes naive UTC
        created_at at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
