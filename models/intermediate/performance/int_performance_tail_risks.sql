-- Grain: one row per book with returns within the 365 days up to the clock's: how bad its worst
-- days were. The returns of days with activity are read from months. The trading days between them
-- are returns of 0, counted as one block that takes its place among the sorted returns, so that
-- every order statistic is exact.
with

months as (

    select
        books.book_type,
        books.book_key,
        books.tails_from,
        starts.trading_days - starts.is_trading_day::integer as trading_days_before_start,
        ends.trading_days as trading_days_until_end,
        months.month_start,
        months.trading_days_until,
        coalesce(months.equity_end_usd, books.tails_equity_usd) as equity_end_usd,
        months.trading_days_before - coalesce(lag(months.trading_days_until) over path, 0)
            as idle_days_before,
        lead(months.month_start) over path is null as is_last,
        months.series_date_list,
        months.daily_return_list,
        months.idle_days_list,
        months.trading_days_before_list
    from {{ ref('int_performance_books') }} as books
    inner join {{ ref('int_calendar_days') }} as starts
        on books.calendar = starts.calendar and books.tails_from = starts.date_day
    inner join {{ ref('int_calendar_days') }} as ends
        on books.calendar = ends.calendar and books.last_date = ends.date_day
    -- An open book may have had no activity for a year.
    left join {{ ref('int_performance_months') }} as months
        on books.book_key = months.book_key and books.tails_month_start <= months.month_start
    where books.last_date >= books.tails_from
    window path as (partition by books.book_key order by months.month_start)

),

returns as (

    select
        months.book_type,
        months.book_key,
        returns.daily_return,
        returns.times
    from months
    cross join
        lateral unnest(
            months.series_date_list,
            months.daily_return_list,
            months.idle_days_list,
            months.trading_days_before_list
        ) with ordinality
            as days (series_date, daily_return, idle_days, trading_days_before, day_number)
    cross join
        lateral (
            values
            (days.daily_return, 1),
            -- The idle days before this one, within the window and since the day before.
            (0, least(
                case when days.day_number = 1 then months.idle_days_before else days.idle_days end,
                days.trading_days_before - months.trading_days_before_start
            ))
        ) as returns (daily_return, times)
    where
        days.series_date >= months.tails_from
        and days.daily_return is not null
        and returns.times > 0

    union all

    -- After the last day with activity, up to where the series ends.
    select
        book_type,
        book_key,
        0 as daily_return,
        trading_days_until_end - greatest(trading_days_until, trading_days_before_start) as times
    from months
    where
        is_last
        and equity_end_usd > 0
        and trading_days_until_end > greatest(trading_days_until, trading_days_before_start)

),

sorted as (

    select
        book_type,
        book_key,
        daily_return,
        times,
        sum(times) over (
            partition by book_type, book_key order by daily_return
            rows between unbounded preceding and current row
        ) as position_until,
        sum(times) over (partition by book_type, book_key) as returns
    from returns

),

placed as (

    select
        *,
        position_until - times as position_from,
        0.05::double precision * (returns - 1)::double precision as place_95,
        0.01::double precision * (returns - 1)::double precision as place_99,
        floor((returns - 1) * 0.05) + 1 as tail_days
    from sorted

),

-- The return at a place of the sorted series is the greatest of those that begin before it.
found as (

    select
        book_type,
        book_key,
        max(returns)::bigint as returns,
        max(place_95) as place_95,
        max(place_99) as place_99,
        {%- for level in ['95', '99'] %}
            max(daily_return) filter (where position_from <= floor(place_{{ level }}))
                as below_{{ level }},
            max(daily_return) filter (where position_from <= ceil(place_{{ level }}))
                as above_{{ level }},
        {%- endfor %}
        sum(
            daily_return * (least(position_until, tail_days) - position_from)::double precision
        ) filter (where position_from < tail_days) / max(tail_days)::double precision as cvar_95
    from placed
    -- the others are better than all that is asked for
    where position_from <= ceil(place_95)
    group by book_type, book_key

)

select
    book_type,
    book_key,
    returns,
    {%- for level in ['95', '99'] %}
        (
            below_{{ level }}
            + (place_{{ level }} - floor(place_{{ level }}))
            * (above_{{ level }} - below_{{ level }})
        )::numeric as value_at_risk_{{ level }},
    {%- endfor %}
    cvar_95::numeric as cvar_95
from found
