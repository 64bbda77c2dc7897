-- Grain: one row per book with returns within the 365 days up to the clock's: how bad its worst
-- days were. Only days with activity are read. The trading days between them are returns of 0,
-- counted as one block that takes its place among the sorted returns, so that every order
-- statistic is exact.
with

active as (

    select
        books.book_type,
        books.book_key,
        days.series_date,
        false as is_end,
        days.net_pnl_usd,
        days.flow_usd,
        calendar_days.trading_days - calendar_days.is_trading_day::integer as trading_days_before,
        calendar_days.trading_days
    from {{ ref('int_performance_books') }} as books
    inner join {{ ref('int_performance_days') }} as days
        on
        books.book_type = days.book_type
        and books.book_key = days.book_key
        and books.tails_month_start <= days.series_date
        -- The same once more as a value: PostgreSQL goes to these days by the index.
        and days.series_date >= (
            select min(starts.tails_month_start)
            from {{ ref('int_performance_books') }} as starts
        )
    inner join {{ ref('int_calendar_days') }} as calendar_days
        on books.calendar = calendar_days.calendar
        and days.series_date = calendar_days.date_day

    union all

    -- After the last day with activity, up to where the series ends.
    select
        books.book_type,
        books.book_key,
        books.last_date,
        true,
        0,
        0,
        calendar_days.trading_days as trading_days_before,
        calendar_days.trading_days
    from {{ ref('int_performance_books') }} as books
    inner join {{ ref('int_calendar_days') }} as calendar_days
        on books.calendar = calendar_days.calendar and books.last_date = calendar_days.date_day
    where books.last_date >= books.tails_from

),

-- The ledger from the start of the window's first month, with the idle days before each day.
ledger as (

    select
        active.*,
        books.tails_from,
        books.tails_equity_usd + coalesce(
            sum(active.net_pnl_usd + active.flow_usd) over (
                path rows between unbounded preceding and 1 preceding
            ), 0
        ) as equity_start_usd,
        active.trading_days_before - greatest(
            lag(active.trading_days) over path,
            starts.trading_days - starts.is_trading_day::integer
        ) as idle_days
    from active
    inner join {{ ref('int_performance_books') }} as books
        on active.book_type = books.book_type and active.book_key = books.book_key
    inner join {{ ref('int_calendar_days') }} as starts
        on books.calendar = starts.calendar and books.tails_from = starts.date_day
    window path as (
        partition by active.book_type, active.book_key order by active.series_date, active.is_end
    )

),

sorted as (

    select
        ledger.book_type,
        ledger.book_key,
        returns.daily_return,
        returns.times,
        sum(returns.times) over (
            partition by ledger.book_type, ledger.book_key order by returns.daily_return
            rows between unbounded preceding and current row
        ) as position_until,
        sum(returns.times) over (partition by ledger.book_type, ledger.book_key) as returns
    from ledger
    cross join
        lateral (
            values
            (
                ledger.net_pnl_usd::double precision
                / nullif(ledger.equity_start_usd, 0)::double precision,
                (not ledger.is_end)::integer
            ),
            (0, ledger.idle_days)
        ) as returns (daily_return, times)
    where
        ledger.series_date >= ledger.tails_from
        and ledger.equity_start_usd > 0
        and returns.times > 0

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
