{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account, strategy, period type and period, as last loaded.
with

source as (

    {{ source_rows('patriot', 'performance_metrics') }}

),

renamed as (

    select
        -- ids: the scope is the strategy once more, without nulls, to tell copies by
        'patriot' as source_system,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        source.strategy_id::text as strategy_id,
        coalesce(source.strategy_id::text, 'all') as strategy_scope,

        -- attributes
        period_types.canonical_value as period_type,
        source.period_type::text as native_period_type,
        nullif(source.calculation_method::text, '') as calculation_method,

        -- measures: the platform does not say which sign a loss has
        source.total_trades::integer as trade_count,
        source.winning_trades::integer as winning_trade_count,
        source.losing_trades::integer as losing_trade_count,
        source.total_volume_usd::numeric as volume_usd,
        source.total_pnl_usd::numeric as total_pnl_usd,
        source.realized_pnl_usd::numeric as realized_pnl_usd,
        source.unrealized_pnl_usd::numeric as unrealized_pnl_usd,
        source.gross_profit_usd::numeric as gross_profit_usd,
        abs(source.gross_loss_usd::numeric) as gross_loss_usd,
        source.net_profit_usd::numeric as net_pnl_usd,
        source.win_rate::numeric as win_ratio,
        source.profit_factor::numeric as profit_factor,
        source.sharpe_ratio::numeric as sharpe_ratio,
        source.sortino_ratio::numeric as sortino_ratio,
        source.calmar_ratio::numeric as calmar_ratio,
        source.max_consecutive_wins::integer as max_consecutive_wins,
        source.max_consecutive_losses::integer as max_consecutive_losses,
        source.max_drawdown_usd::numeric as max_drawdown_usd,
        -- 0..1 although its native name says percent
        source.max_drawdown_percent::numeric as max_drawdown_ratio,
        source.current_drawdown_usd::numeric as current_drawdown_usd,
        source.recovery_factor::numeric as recovery_factor,
        source.var_95_usd::numeric as value_at_risk_95_usd,
        source.volatility::numeric as volatility_ratio,
        source.beta::numeric as beta,
        source.alpha::numeric as alpha,
        source.allocated_balance_usd::numeric as allocated_balance_usd,
        source.peak_balance_usd::numeric as peak_balance_usd,
        source.valley_balance_usd::numeric as valley_balance_usd,
        source.data_points_count::integer as data_point_count,

        -- timestamps
        source.time::timestamptz as period_start_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as period_types
        on period_types.domain = 'period_type'
        and period_types.source_system = 'patriot'
        and period_types.native_value = source.period_type::text

)

select * from renamed
