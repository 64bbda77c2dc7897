{{ config(
    materialized='changed_rows',
    key=['book_key'],
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book with activity: an account or a strategy, with its opening equity, its
-- market calendar, and where the series of its recent days and that of its tail risks begin.
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

-- Days are needed for the longest window that is not the lifetime, from the start of its month.
recent as (

    select date_trunc('month', min(starts_on))::date as starts_on
    from {{ ref('int_performance_windows') }}
    where window_name <> 'lifetime'

),

-- Tail risks are measured over 365 days, up to the clock's.
year as (

    select
        as_of_date - 364 as starts_on,
        date_trunc('month', (as_of_date - 364)::timestamp)::date as month_start
    from {{ ref('clock') }}

),

activity as (

    select
        months.book_key,
        min(months.first_date) as first_date,
        max(months.last_date) as last_date,
        bool_or(months.min_growth <= 0) as is_wiped_out,
        (array_agg(months.equity_end_usd order by months.month_start desc) filter (
            where months.month_start < recent.starts_on
        ))[1] as recent_equity_usd,
        (array_agg(months.equity_end_usd order by months.month_start desc) filter (
            where months.month_start < year.month_start
        ))[1] as year_equity_usd
    from {{ ref('int_performance_months') }} as months
    cross join recent
    cross join year
    group by months.book_key

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
    end as last_date,
    -- A curve that fell to nothing or below can't be joined from pieces that are relative to their
    -- start: its lifetime is measured on all its days.
    activity.is_wiped_out,
    case
        when activity.is_wiped_out then activity.first_date
        else greatest(activity.first_date, recent.starts_on)
    end as series_from,
    case
        when activity.is_wiped_out then books.opening_equity_usd
        else coalesce(activity.recent_equity_usd, books.opening_equity_usd)
    end as series_equity_usd,
    greatest(activity.first_date, year.starts_on) as tails_from,
    coalesce(activity.year_equity_usd, books.opening_equity_usd) as tails_equity_usd
from books
inner join {{ ref('market_calendars') }} as calendars
    on books.source_system = calendars.source_system
inner join activity on books.book_key = activity.book_key
cross join {{ ref('clock') }} as clock
cross join recent
cross join year
