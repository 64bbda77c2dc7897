-- Grain: one row per book and window: every performance metric of the house but tail risks
-- (int_performance_tail_risks), defined here and nowhere else. A metric without enough data is null,
-- never 0 and never infinity.
with

paths as (

    select
        {{ path_measures() | join(',\n        ') }}
    from {{ ref('int_performance_paths') }}

    union all

    select
        {{ path_measures() | join(',\n        ') }}
    from {{ ref('int_performance_lifetimes') }}

),

joined as (

    select
        paths.*,
        totals.trades,
        totals.winning_trades,
        totals.losing_trades,
        totals.breakeven_trades,
        totals.gross_profit_usd,
        totals.gross_loss_usd,
        totals.closed_net_pnl_usd,
        totals.gross_pnl_usd,
        totals.fees_usd,
        totals.volume_usd,
        totals.unconverted_amounts,
        totals.last_closed_at,
        streaks.max_consecutive_wins,
        streaks.max_consecutive_losses,
        {{ compound_annual_growth('paths.growth', 'paths.returns', 'paths.annualization_days') }}
            as cagr
    from paths
    left join {{ ref('int_performance_totals') }} as totals
        on paths.book_type = totals.book_type
        and paths.book_key = totals.book_key
        and paths.window_name = totals.window_name
    left join {{ ref('int_performance_streaks') }} as streaks
        on paths.book_type = streaks.book_type
        and paths.book_key = streaks.book_key
        and paths.window_name = streaks.window_name

)

select
    book_type,
    book_key,
    window_name,
    first_date,
    last_date,
    series_days,
    days_with_trades,

    -- counts
    coalesce(trades, 0) as trades,
    coalesce(winning_trades, 0) as winning_trades,
    coalesce(losing_trades, 0) as losing_trades,
    coalesce(breakeven_trades, 0) as breakeven_trades,
    coalesce(max_consecutive_wins, 0) as max_consecutive_wins,
    coalesce(max_consecutive_losses, 0) as max_consecutive_losses,
    coalesce(unconverted_amounts, 0) as unconverted_amounts,

    -- money
    coalesce(volume_usd, 0) as volume_usd,
    coalesce(gross_pnl_usd, 0) as gross_pnl_usd,
    coalesce(fees_usd, 0) as fees_usd,
    net_pnl_usd,
    flow_usd,
    coalesce(gross_profit_usd, 0) as gross_profit_usd,
    coalesce(gross_loss_usd, 0) as gross_loss_usd,
    equity_start_usd,
    equity_end_usd,
    max_drawdown_usd,
    current_drawdown_usd,

    -- per trade
    winning_trades::numeric / nullif(winning_trades + losing_trades, 0) as win_rate,
    gross_profit_usd / nullif(gross_loss_usd, 0) as profit_factor,
    closed_net_pnl_usd / nullif(trades, 0) as expectancy_usd,
    gross_profit_usd / nullif(winning_trades, 0) as avg_win_usd,
    gross_loss_usd / nullif(losing_trades, 0) as avg_loss_usd,
    (gross_profit_usd / nullif(winning_trades, 0))
    / nullif(gross_loss_usd / nullif(losing_trades, 0), 0) as payoff_ratio,

    -- per day
    case when returns > 0 then growth - 1 end::numeric as total_return,
    cagr::numeric as cagr,
    case when returns >= 2 then return_deviation * sqrt(annualization_days) end::numeric
        as volatility,
    case
        when returns >= 2
            then mean_return / nullif(return_deviation, 0) * sqrt(annualization_days)
    end::numeric as sharpe_ratio,
    case
        when returns >= 2
            then
                mean_return * annualization_days
                / nullif(downside_deviation * sqrt(annualization_days), 0)
    end::numeric as sortino_ratio,
    case
        -- A fall of many times everything must not overflow before the quotient is tried.
        when cagr < 1e307 * least(max_drawdown_ratio, 1) then cagr / nullif(max_drawdown_ratio, 0)
    end::numeric as calmar_ratio,
    case when returns > 0 then 100 * max_drawdown_ratio end::numeric as max_drawdown_pct,
    case when returns > 0 then 100 * current_drawdown_ratio end::numeric as current_drawdown_pct,
    net_pnl_usd / nullif(max_drawdown_usd, 0) as recovery_factor,
    longest_drawdown_days,
    last_closed_at
from joined
