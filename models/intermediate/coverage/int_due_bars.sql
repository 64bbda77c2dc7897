-- Grain: one row per session calendar, timeframe and period a bar is due in: a day, for weekly
-- and monthly bars the first day of the week or month.
-- The running totals make the bars due between two periods one subtraction.
with

days as (

    select * from {{ ref('int_market_days') }}

),

lengths as (

    select
        timeframes.timeframe,
        extract(epoch from timeframes.timeframe::interval) as seconds
    from (
        values ('1m'), ('5m'), ('15m'), ('30m'), ('1h'), ('4h')
    ) as timeframes (timeframe)

),

due as (

    -- Bars start at multiples of their length in UTC; every one that the session touches is due.
    select
        days.calendar,
        lengths.timeframe,
        days.market_date as period_date,
        days.market_date + 0 as period_end_date,
        (
            ceil(extract(epoch from days.closes_at) / lengths.seconds)
            - floor(extract(epoch from days.opens_at) / lengths.seconds)
        )::integer as expected_bars
    from days
    cross join lengths
    where days.opens_at is not null

    union all

    select
        days.calendar,
        '1d',
        days.market_date,
        days.market_date as first_start_date,
        1
    from days

    union all

    select
        days.calendar,
        spans.timeframe,
        date_trunc(spans.unit, days.market_date::timestamp)::date,
        (
            date_trunc(spans.unit, min(days.market_date)::timestamp)
            + spans.length
        )::date - 1,
        1
    from days
    cross join (
        values
        ('1w', 'week', interval '1 week'),
        ('1mo', 'month', interval '1 month')
    ) as spans (timeframe, unit, length)
    group by
        days.calendar,
        spans.timeframe,
        spans.unit,
        spans.length,
        date_trunc(spans.unit, days.market_date::timestamp)

)

select
    calendar,
    timeframe,
    period_date,
    period_end_date,
    expected_bars,
    sum(expected_bars) over running as expected_to_date,
    row_number() over running as period_number
from due
window running as (partition by calendar, timeframe order by period_date)
