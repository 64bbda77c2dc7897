-- Grain: one row per book and window: the longest runs of winning and of losing trades in close
-- order, ties broken by trade id. A flat trade ends both kinds of run.
with

trades as (

    select
        trades.book_type,
        trades.book_key,
        windows.window_name,
        sign(trades.net_pnl_usd) as outcome,
        row_number() over sequence as position,
        row_number() over (
            partition by
                trades.book_type, trades.book_key, windows.window_name, sign(trades.net_pnl_usd)
            order by trades.closed_at, length(trades.trade_id), trades.trade_id
        ) as position_in_outcome
    from {{ ref('int_performance_trades') }} as trades
    inner join {{ ref('int_performance_windows') }} as windows
        on trades.trade_date >= windows.starts_on
    where trades.is_closing
    window sequence as (
        partition by trades.book_type, trades.book_key, windows.window_name
        order by trades.closed_at, length(trades.trade_id), trades.trade_id
    )

),

runs as (

    select
        book_type,
        book_key,
        window_name,
        outcome,
        count(*) as length
    from trades
    group by book_type, book_key, window_name, outcome, position - position_in_outcome

)

select
    book_type,
    book_key,
    window_name,
    coalesce(max(length) filter (where outcome > 0), 0) as max_consecutive_wins,
    coalesce(max(length) filter (where outcome < 0), 0) as max_consecutive_losses
from runs
group by book_type, book_key, window_name
