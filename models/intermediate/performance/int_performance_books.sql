-- Grain: one row per book: an account or a strategy, with its opening equity and market calendar.
with

books as (

    select
        'account' as book_type,
        account_key as book_key,
        source_system,
        opening_equity_usd,
        coalesce(is_open, false) as is_open
    from {{ ref('int_accounts_conformed') }}

    union all

    select
        'strategy',
        strategy_key,
        source_system,
        opening_equity_usd,
        coalesce(is_open, false)
    from {{ ref('int_strategies_conformed') }}
    where strategy_kind = 'algorithmic'

),

activity as (

    select
        book_type,
        book_key,
        min(series_date) as first_date,
        max(series_date) as last_date
    from {{ ref('int_performance_days') }}
    group by book_type, book_key

)

select
    books.book_type,
    books.book_key,
    books.source_system,
    books.opening_equity_usd,
    books.is_open,
    calendars.calendar,
    calendars.trades_weekends,
    calendars.observes_us_holidays,
    calendars.annualization_days,
    activity.first_date,
    -- An open book's series runs on to the clock's day, a closed one's ends with its activity.
    case
        when books.is_open then greatest(activity.last_date, clock.as_of_date)
        else activity.last_date
    end as last_date
from books
inner join {{ ref('market_calendars') }} as calendars
    on books.source_system = calendars.source_system
inner join activity
    on books.book_type = activity.book_type and books.book_key = activity.book_key
cross join {{ ref('clock') }} as clock
