-- The real index history ends with 2018; the demo's days are those before the anchor. From the last
-- real day on, index_history goes on with days that are DRAWN, not published: Monday to Friday, up to
-- the last day of the sample. No real day is moved or changed.
-- Prices walk on from the last real close; VIX and WTI swing around theirs. The real columns stay as
-- they are: VIX and WTI have a close only.

insert into index_history
with

ends as (

    select distinct on (history.index_name)
        shape.n,
        history.index_name,
        history.day as last_day,
        history.close as last_close,
        history.volume as last_volume,
        shape.volatility,
        shape.drift,
        shape.swing_days
    from index_history as history
    inner join (values
        ('SPX', 1, 0.009, 0.0004, null),
        ('NASDAQ', 2, 0.012, 0.0005, null),
        ('VIX', 3, 0.055, 0.0, 30),
        ('WTI', 4, 0.02, 0.0, 250)
    ) as shape (index_name, n, volatility, drift, swing_days)
        on history.index_name = shape.index_name
    order by history.index_name, history.day desc

),

days as (

    select
        ends.*,
        day::date as day,
        ends.n * 100000 + (day::date - date '2000-01-01') as draw
    from ends
    cross join generate_series(ends.last_day + 1, pg_temp.last_day(), interval '1 day') as day
    where extract(isodow from day) < 6

),

steps as (

    select
        *,
        drift + volatility * pg_temp.z('index/close', draw) as step
    from days

),

-- What swings is the sum of its last steps only, so that it comes back to where it was.
walks as (

    select
        *,
        sum(step) over (partition by index_name order by day) as walked
    from steps

),

closes as (

    select
        *,
        round(last_close * exp(
            walked - case when swing_days is not null
                then coalesce(lag(walked, swing_days) over by_day, 0) else 0 end
        )::numeric, 2) as close
    from walks
    window by_day as (partition by index_name order by day)

),

opened as (

    select
        *,
        coalesce(lag(close) over (partition by index_name order by day), last_close) as open
    from closes

)

select
    index_name,
    day,
    case when last_volume is not null then open end,
    case when last_volume is not null then
        round(greatest(open, close) * (1 + 0.4 * volatility * pg_temp.u('index/high', draw))::numeric, 2) end,
    case when last_volume is not null then
        round(least(open, close) * (1 - 0.4 * volatility * pg_temp.u('index/low', draw))::numeric, 2) end,
    close,
    round(last_volume * exp(0.2 * pg_temp.z('index/volume', draw)))
from opened;
