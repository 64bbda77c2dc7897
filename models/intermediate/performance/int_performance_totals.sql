-- Grain: one row per book and window: sums that do not depend on the order of the days.
select
    days.book_type,
    days.book_key,
    windows.window_name,
    sum(days.trades)::bigint as trades,
    sum(days.winning_trades)::bigint as winning_trades,
    sum(days.losing_trades)::bigint as losing_trades,
    sum(days.breakeven_trades)::bigint as breakeven_trades,
    sum(days.gross_profit_usd) as gross_profit_usd,
    sum(days.gross_loss_usd) as gross_loss_usd,
    sum(days.closed_net_pnl_usd) as closed_net_pnl_usd,
    sum(days.gross_pnl_usd) as gross_pnl_usd,
    sum(days.fees_usd) as fees_usd,
    sum(days.net_pnl_usd) as net_pnl_usd,
    sum(days.volume_usd) as volume_usd,
    sum(days.unconverted_amounts)::bigint as unconverted_amounts,
    max(days.last_closed_at) as last_closed_at
from {{ ref('int_performance_days') }} as days
inner join {{ ref('int_performance_windows') }} as windows
    on days.series_date >= windows.starts_on
group by days.book_type, days.book_key, windows.window_name
