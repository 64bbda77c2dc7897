{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account, strategy, period type and period, as last loaded.
with

source as (

    select * from {{ source('patriot', 'performance_metrics') }}

),

ranked as (

    select
        source.*,
        row_number() over (
            partition by user_id, account_id, strategy_id, period_type, time
            order by created_at desc nulls last
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where copy_rank = 1

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        current.account_id::text as account_id,
        {{ pseudonym('patriot', 'current.user_id') }} as owner_id,
        current.strategy_id::text as strategy_id,

        -- attributes
        period_types.canonical_value as period_type,
        nullif(current.calculation_method::text, '') as calculation_method,

        -- measures: the platform does not say which sign a loss has
        current.total_trades::integer as trade_count,
        current.winning_trades::integer as winning_trade_count,
        current.losing_trades::integer as losing_trade_count,
        current.total_volume_usd::numeric as volume_usd,
        current.total_pnl_usd::numeric as total_pnl_usd,
        current.realized_pnl_usd::numeric as realized_pnl_usd,
        current.unrealized_pnl_usd::numeric as unrealized_pnl_usd,
        current.gross_profit_usd::numeric as gross_profit_usd,
        abs(current.gross_loss_usd::numeric) as gross_loss_usd,
        current.net_profit_usd::numeric as net_pnl_usd,
        current.win_rate::numeric as win_ratio,
        current.profit_factor::numeric as profit_factor,
        current.sharpe_ratio::numeric as sharpe_ratio,
        current.sortino_ratio::numeric as sortino_ratio,
        current.calmar_ratio::numeric as calmar_ratio,
        current.max_consecutive_wins::integer as max_consecutive_wins,
        current.max_consecutive_losses::integer as max_consecutive_losses,
        current.max_drawdown_usd::numeric as max_drawdown_usd,
        -- 0..1 although its native name says percent
        current.max_drawdown_percent::numeric as max_drawdown_ratio,
        current.current_drawdown_usd::numeric as current_drawdown_usd,
        current.recovery_factor::numeric as recovery_factor,
        current.var_95_usd::numeric as value_at_risk_95_usd,
        current.volatility::numeric as volatility_ratio,
        current.beta::numeric as beta,
        current.alpha::numeric as alpha,
        current.allocated_balance_usd::numeric as allocated_balance_usd,
        current.peak_balance_usd::numeric as peak_balance_usd,
        current.valley_balance_usd::numeric as valley_balance_usd,
        current.data_points_count::integer as data_point_count,

        -- timestamps
        current.time::timestamptz as period_start_at,
        current.created_at::timestamptz as loaded_at

    from current
    left join {{ ref('value_mappings') }} as period_types
        on period_types.domain = 'period_type'
        and period_types.source_system = 'patriot'
        and period_types.native_value = current.period_type::text

)

select * from renamed
