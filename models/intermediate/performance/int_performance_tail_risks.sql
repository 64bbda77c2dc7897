{{ config(
    materialized='replaced_tails',
    key='book_key',
    day_column='last_date',
    day_grain='lifetime',
    follows=['int_performance_months', 'int_performance_tail_windows'],
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book with returns within the 365 days up to the clock's: how bad its worst
-- days were. The returns of days with activity are read from months. The trading days between them
-- are returns of 0, counted as one block that takes its place among the sorted returns, so that
-- every order statistic is exact. Of books whose months or whose part of the window changed.
-- Returns are sorted by the key alone and counted in integers: there are hundreds of each book.
with

months as (

    select
        windows.book_type,
        windows.book_key,
        windows.tails_from,
        windows.last_date,
        windows.trading_days_before as trading_days_before_start,
        windows.trading_days_until as trading_days_until_end,
        months.month_start,
        months.trading_days_until,
        coalesce(months.equity_end_usd, windows.tails_equity_usd) as equity_end_usd,
        months.trading_days_before - coalesce(lag(months.trading_days_until) over path, 0)
            as idle_days_before,
        lead(months.month_start) over path is null as is_last,
        months.series_date_list,
        months.daily_return_list,
        months.idle_days_list,
        months.trading_days_before_list
    from {{ ref('int_performance_tail_windows') }} as windows
    -- An open book may have had no activity for a year.
    left join {{ ref('int_performance_months') }} as months
        on windows.book_key = months.book_key and windows.tails_month_start <= months.month_start
    where {{ changed_tail('windows.book_key', 'windows.last_date') }}
    window path as (partition by windows.book_key order by months.month_start)

),

returns as (

    select
        months.book_type,
        months.book_key,
        months.last_date,
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
            )::integer)
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
        last_date,
        0 as daily_return,
        (trading_days_until_end - greatest(trading_days_until, trading_days_before_start))::integer
    from months
    where
        is_last and equity_end_usd > 0
        and trading_days_until_end > greatest(trading_days_until, trading_days_before_start)

),

sorted as (

    select
        book_type,
        book_key,
        last_date,
        daily_return,
        times,
        sum(times) over (
            partition by book_key order by daily_return
            rows between unbounded preceding and current row
        ) as position_until,
        sum(times) over (partition by book_key) as returns
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
        max(book_type) as book_type,
        book_key,
        max(last_date) as last_date,
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
    where position_from <= ceil(place_95) -- the others are better than all that is asked for
    group by book_key

)

select
    book_type,
    book_key,
    last_date,
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
