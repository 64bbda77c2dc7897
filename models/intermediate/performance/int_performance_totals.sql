-- Grain: one row per book and window: sums that do not depend on the order of the days. Windows are
-- summed from their days, a lifetime from months, and only of the few books that
-- int_performance_lifetimes does not have.
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
