{#- The ratios of int_performance_metrics, from a path's measures (path_measures), its sums and its
    growth per year, `growth_rate`. Null without enough data, never infinity. -#}
{% macro performance_ratios() -%}
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
    growth_rate::numeric as cagr,
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
        when growth_rate < 1e307 * least(max_drawdown_ratio, 1)
            then growth_rate / nullif(max_drawdown_ratio, 0)
    end::numeric as calmar_ratio,
    case when returns > 0 then 100 * max_drawdown_ratio end::numeric as max_drawdown_pct,
    case when returns > 0 then 100 * current_drawdown_ratio end::numeric as current_drawdown_pct,
    net_pnl_usd / nullif(max_drawdown_usd, 0) as recovery_factor
{%- endmacro %}
