{{ config(
    materialized='changed_rows',
    by_clock_day=true,
    key=['calendar', 'date_day'],
    indexes=[{'columns': ['calendar', 'date_day'], 'unique': true}]
) }}

-- Grain: one row per market calendar and day since 1970, up to a week after the clock's, with its
-- trading days counted: how many lie between two days is then a difference.
with

calendars as (

    select distinct
        calendar,
        trades_weekends,
        observes_us_holidays
    from {{ ref('market_calendars') }}

),

days as (

    select
        calendars.calendar,
        generated.moment::date as date_day,
        (calendars.trades_weekends or extract(isodow from generated.moment) < 6)
        and holidays.date_day is null as is_trading_day
    from calendars
    cross join {{ ref('clock') }} as clock
    cross join
        lateral generate_series(
            '1970-01-01'::timestamp, (clock.as_of_date + 7)::timestamp, interval '1 day'
        ) as generated (moment)
    left join {{ ref('us_market_holidays') }} as holidays
        on calendars.observes_us_holidays and generated.moment = holidays.date_day

)

select
    calendar,
    date_day,
    is_trading_day,
    count(*) filter (where is_trading_day) over (partition by calendar order by date_day)
        as trading_days,
    max(date_day) filter (where is_trading_day) over (
        partition by calendar order by date_day rows between unbounded preceding and 1 preceding
    ) as prior_trading_date
from days
