{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book: its lifetime, joined from months (int_performance_month_paths), for
-- curves that never fell to nothing. The same measures as int_performance_paths takes of days.
with

centred as (

    select
        *,
        sum(returns + idle_returns) over book as all_returns,
        sum(return_sum) over book / nullif(sum(returns + idle_returns) over book, 0) as mean_return,
        row_number() over (partition by book_key order by month_start desc) = 1 as is_last
    from {{ ref('int_performance_month_paths') }}
    window book as (
        partition by book_key order by month_start
        rows between unbounded preceding and unbounded following
    )

),

joined as (

    select
        book_type,
        book_key,
        max(annualization_days) as annualization_days,
        min(book_first_date) as first_date,
        max(day_until) as last_date,
        (sum(series_days) + sum(idle_days))::bigint as series_days,
        sum(days_with_trades)::bigint as days_with_trades,
        max(all_returns)::bigint as returns,
        sum(net_pnl_usd) as net_pnl_usd,
        sum(flow_usd) as flow_usd,
        (array_agg(equity_start_usd order by month_start))[1] as equity_start_usd,
        max(equity_end_usd) filter (where is_last) as equity_end_usd,
        max(growth_before * growth) filter (where is_last) as growth,
        max(mean_return) as mean_return,
        least(min(min_return), case when sum(idle_returns) > 0 then 0 end) as min_return,
        greatest(max(max_return), case when sum(idle_returns) > 0 then 0 end) as max_return,
        sum(
            squared_deviations
            + returns * (coalesce(return_sum / nullif(returns, 0), 0) - mean_return) ^ 2
            order by month_start
        ) + sum(idle_returns) * max(mean_return) ^ 2 as squared_deviations,
        sum(downside_squares order by month_start) as downside_squares,
        max(greatest(max_drawdown_ratio, 1 - growth_before * min_growth / peak_growth_before))
            as max_drawdown_ratio,
        max(greatest(max_drawdown_usd, peak_net_before_usd - net_before_usd - min_net_usd))
            as max_drawdown_usd,
        max(
            1 - growth_before * growth / greatest(peak_growth_before, growth_before * max_growth)
        ) filter (where is_last) as current_drawdown_ratio,
        max(
            greatest(peak_net_before_usd, net_before_usd + max_net_usd)
            - net_before_usd - net_pnl_usd
        ) filter (where is_last) as current_drawdown_usd,
        max(greatest(most_wins, wins_before + first_wins))::bigint as max_consecutive_wins,
        max(greatest(most_losses, losses_before + first_losses))::bigint as max_consecutive_losses
    from centred
    group by book_type, book_key

)

select
    joined.book_type,
    joined.book_key,
    'lifetime' as window_name,
    joined.annualization_days,
    joined.first_date,
    joined.last_date,
    joined.series_days,
    joined.days_with_trades,
    joined.returns,
    joined.net_pnl_usd,
    joined.flow_usd,
    joined.equity_start_usd,
    joined.equity_end_usd,
    joined.growth,
    joined.mean_return,
    -- Equal returns have no deviation at all, whatever rounding says.
    case
        when joined.min_return = joined.max_return then 0
        else sqrt(joined.squared_deviations / nullif(joined.returns - 1, 0))
    end as return_deviation,
    sqrt(joined.downside_squares / nullif(joined.returns, 0)) as downside_deviation,
    joined.max_drawdown_ratio,
    joined.max_drawdown_usd,
    joined.current_drawdown_ratio,
    joined.current_drawdown_usd,
    greatest(
        waters.longest_days_below,
        joined.last_date - coalesce(waters.last_peak_date, joined.first_date - 1)
    ) as longest_drawdown_days,
    joined.max_consecutive_wins,
    joined.max_consecutive_losses
from joined
left join {{ ref('int_performance_waters') }} as waters on joined.book_key = waters.book_key
