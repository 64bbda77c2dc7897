-- Grain: one row per book and window: sums that do not depend on the order of the days. A lifetime
-- is summed from months, the other windows from their days.
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
    'lifetime' as window_name,
    {{ period_totals() }}
from {{ ref('int_performance_months') }}
group by book_type, book_key
