-- Grain: one row per book and window: sums that do not depend on the order of the days. A lifetime
-- is that of int_performance_lifetimes, or summed from the months of the few books that are not
-- there; the other windows are summed from their days.
select
    days.book_type,
    days.book_key,
    windows.window_name,
    {{ period_totals('days.') }}
from {{ ref('int_performance_days') }} as days
inner join {{ ref('int_performance_windows') }} as windows
    on days.series_date >= windows.starts_on and windows.window_name <> 'lifetime'
where {{ in_recent_windows('days.series_date') }}
group by days.book_type, days.book_key, windows.window_name

union all

select
    book_type,
    book_key,
    window_name,
    trades,
    winning_trades,
    losing_trades,
    breakeven_trades,
    gross_profit_usd,
    gross_loss_usd,
    closed_net_pnl_usd,
    gross_pnl_usd,
    fees_usd,
    net_pnl_usd,
    volume_usd,
    unconverted_amounts,
    last_closed_at
from {{ ref('int_performance_lifetimes') }}

union all

select
    books.book_type,
    books.book_key,
    'lifetime' as window_name,
    {{ period_totals('months.') }}
from {{ ref('int_performance_books') }} as books
-- Sorted, PostgreSQL asks for one book after the other by the index: few are wiped out.
cross join
    lateral (
        select own_months.*
        from {{ ref('int_performance_months') }} as own_months
        where own_months.book_key = books.book_key
        order by own_months.month_start
    ) as months
where books.is_wiped_out
group by books.book_type, books.book_key
