-- Grain: one row per session calendar and trading day from the first listed holiday's year to a
-- week after the clock.
with

calendars as (

    select distinct
        calendar,
        time_zone,
        opens_at,
        closes_at,
        early_closes_at,
        trades_weekends,
        observes_us_holidays
    from {{ ref('trading_sessions') }}

),

-- Before the first holiday in the list nobody can say which days were holidays.
days as (

    select generated.moment::date as market_date
    from (select min(date_day) as first_date from {{ ref('us_market_holidays') }}) as holidays
    cross join {{ ref('clock') }} as clock
    cross join lateral generate_series(
        date_trunc('year', holidays.first_date::timestamp),
        clock.as_of_date::timestamp + interval '7 days',
        interval '1 day'
    ) as generated (moment)

),

-- New York closes at one on the day after Thanksgiving, and the day before Independence Day or
-- Christmas if that is a weekday and no holiday itself.
judged as (

    select
        calendars.*,
        days.market_date,
        (
            previous.holiday = 'Thanksgiving'
            or to_char(days.market_date, 'MM-DD') in ('07-03', '12-24')
        ) and calendars.early_closes_at is not null as is_early_close
    from calendars
    cross join days
    left join {{ ref('us_market_holidays') }} as holidays
        on calendars.observes_us_holidays and days.market_date = holidays.date_day
    left join {{ ref('us_market_holidays') }} as previous
        on calendars.observes_us_holidays and days.market_date - 1 = previous.date_day
    where
        holidays.date_day is null
        and (calendars.trades_weekends or extract(isodow from days.market_date) < 6)

)

select
    calendar,
    market_date,
    coalesce(is_early_close, false) as is_early_close,
    (market_date + opens_at) at time zone time_zone as opens_at,
    (market_date + case when is_early_close then early_closes_at else closes_at end)
    at time zone time_zone as closes_at
from judged
