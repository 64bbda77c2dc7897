-- Grain: one row per book and window: the longest runs of winning and of losing trades in close
-- order, ties broken by trade id. A flat trade ends both kinds of run. A lifetime is here only
-- where int_performance_lifetimes does not have it.
with

outcomes as (

    select
        days.book_type,
        days.book_key,
        windows.window_name,
        days.series_date,
        days.outcomes
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('int_performance_windows') }} as windows
        on days.series_date >= windows.starts_on and windows.window_name <> 'lifetime'
    where {{ in_recent_windows('days.series_date') }}

    union all

    select
        days.book_type,
        days.book_key,
        'lifetime' as window_name,
        days.series_date,
        days.outcomes
    from {{ ref('int_performance_books') }} as books
    -- Sorted, PostgreSQL asks for one book after the other by the index: few are wiped out.
    cross join
        lateral (
            select own_days.*
            from {{ ref('int_performance_days') }} as own_days
            where own_days.book_type = books.book_type and own_days.book_key = books.book_key
            order by own_days.series_date
        ) as days
    where books.is_wiped_out

),

-- The words of the days (see day_sums), one after the other.
histories as (

    select
        book_type,
        book_key,
        window_name,
        string_agg(outcomes, '' order by series_date) as outcomes
    from outcomes
    where outcomes is not null
    group by book_type, book_key, window_name

)

select
    histories.book_type,
    histories.book_key,
    histories.window_name,
    {{ functions_schema() }}.longest_run(histories.outcomes, 'w') as max_consecutive_wins,
    {{ functions_schema() }}.longest_run(histories.outcomes, 'l') as max_consecutive_losses
from histories
