-- Grain: one row per calendar day from 1990 to the day after the clock's: the New York trading day
-- that is running or was the last on it.
with

days as (

    select generated.moment::date as date_day
    from {{ ref('clock') }} as clock
    cross join lateral generate_series(
        timestamp '1990-01-01', clock.as_of_date::timestamp + interval '1 day', interval '1 day'
    ) as generated (moment)

)

select
    days.date_day,
    max(days.date_day) filter (
        where extract(isodow from days.date_day) < 6 and holidays.date_day is null
    ) over (order by days.date_day) as trade_date
from days
left join {{ ref('us_market_holidays') }} as holidays on days.date_day = holidays.date_day
