-- Grain: one row per book and recent day of its market calendar, up to its last activity, to the
-- clock's day while it is open. Days off the calendar appear when something happened on them. All
-- days of a book only where its curve can't be joined from months.
with

-- A value that is looked up first: PostgreSQL goes to the recent days of all books by the index.
recent as (

    select coalesce(min(books.series_from), '-infinity') as starts_on
    from {{ ref('int_performance_books') }} as books
    where not books.is_wiped_out

),

days as (

    select
        book_type,
        book_key,
        series_date,
        trades,
        net_pnl_usd,
        flow_usd
    from {{ ref('int_performance_days') }}
    where series_date >= (select recent.starts_on from recent)

    union all

    select
        days.book_type,
        days.book_key,
        days.series_date,
        days.trades,
        days.net_pnl_usd,
        days.flow_usd
    from {{ ref('int_performance_books') }} as books
    -- Sorted, PostgreSQL asks for one book after the other by the index: few are wiped out.
    cross join
        lateral (
            select own_days.*
            from {{ ref('int_performance_days') }} as own_days
            where own_days.book_type = books.book_type and own_days.book_key = books.book_key
            order by own_days.series_date
        ) as days
    where books.is_wiped_out and days.series_date < (select recent.starts_on from recent)

),

calendar_days as (

    select
        books.book_type,
        books.book_key,
        books.series_equity_usd,
        books.is_wiped_out,
        books.annualization_days,
        books.trades_weekends,
        books.observes_us_holidays,
        generated.moment::date as series_date
    from {{ ref('int_performance_books') }} as books
    cross join lateral generate_series(
        books.series_from::timestamp, books.last_date::timestamp, interval '1 day'
    ) as generated (moment)

),

joined as (

    select
        calendar_days.book_type,
        calendar_days.book_key,
        calendar_days.series_equity_usd,
        calendar_days.is_wiped_out,
        calendar_days.annualization_days,
        calendar_days.series_date,
        coalesce(days.trades, 0) as trades,
        coalesce(days.net_pnl_usd, 0) as net_pnl_usd,
        coalesce(days.flow_usd, 0) as flow_usd
    from calendar_days
    left join days
        on calendar_days.book_type = days.book_type
        and calendar_days.book_key = days.book_key
        and calendar_days.series_date = days.series_date
    left join {{ ref('us_market_holidays') }} as holidays
        on calendar_days.observes_us_holidays and calendar_days.series_date = holidays.date_day
    where
        days.book_key is not null
        or (
            (calendar_days.trades_weekends or extract(isodow from calendar_days.series_date) < 6)
            and holidays.date_day is null
        )

),

-- The ledger: what came before this day, without unrealised results.
ledger as (

    select
        *,
        series_equity_usd + coalesce(
            sum(net_pnl_usd + flow_usd) over (
                partition by book_type, book_key
                order by series_date
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as equity_start_usd
    from joined

)

select
    book_type,
    book_key,
    series_date,
    annualization_days,
    is_wiped_out,
    trades,
    net_pnl_usd,
    flow_usd,
    equity_start_usd,
    equity_start_usd + net_pnl_usd + flow_usd as equity_end_usd,
    case
        when equity_start_usd > 0
            then net_pnl_usd::double precision / equity_start_usd::double precision
    end as daily_return
from ledger
