-- One market for all five systems, so that the same instrument has the same price everywhere.
-- Temporary tables:
--   market_instruments  symbol, kind, venue symbols, decimals
--   market_days         one row per symbol and trading day, 420 days: open, high, low, close, volume
--   market_ticks        the finest bars: 1 minute for the last 2 days, 15 minutes for the 10 days before
-- A coarser bar is always the exact aggregate of the finer ones of its period.

create temp table market_instruments as
select
    row_number() over (order by symbol)::int as n,
    *
from (values
    -- symbol, kind, start price, daily volatility, daily drift, average daily volume, decimals
    ('AAPL', 'equity', 180.0, 0.016, 0.0006, 55e6, 2),
    ('MSFT', 'equity', 390.0, 0.015, 0.0005, 24e6, 2),
    ('NVDA', 'equity', 95.0, 0.028, 0.0012, 240e6, 2),
    ('AMZN', 'equity', 170.0, 0.019, 0.0004, 42e6, 2),
    ('GOOGL', 'equity', 150.0, 0.017, 0.0005, 28e6, 2),
    ('META', 'equity', 480.0, 0.021, 0.0006, 15e6, 2),
    ('TSLA', 'equity', 210.0, 0.034, 0.0002, 95e6, 2),
    ('JPM', 'equity', 195.0, 0.012, 0.0004, 9e6, 2),
    ('XOM', 'equity', 110.0, 0.013, 0.0001, 16e6, 2),
    ('NFLX', 'equity', 600.0, 0.022, 0.0007, 4e6, 2),
    ('SPY', 'etf', 510.0, 0.009, 0.0003, 70e6, 2),
    ('QQQ', 'etf', 440.0, 0.012, 0.0004, 45e6, 2),
    ('BTC', 'crypto', 62000.0, 0.027, 0.0005, 28000, 2),
    ('ETH', 'crypto', 3100.0, 0.034, 0.0003, 400000, 2),
    ('SOL', 'crypto', 140.0, 0.045, 0.0006, 4e6, 3),
    ('BNB', 'crypto', 560.0, 0.026, 0.0003, 700000, 2),
    ('XRP', 'crypto', 0.55, 0.037, 0.0004, 900e6, 5),
    ('DOGE', 'crypto', 0.12, 0.048, 0.0001, 2e9, 5),
    ('EURUSD', 'fx', 1.085, 0.0045, 0.0, 0, 5),
    ('GBPUSD', 'fx', 1.265, 0.005, 0.0, 0, 5),
    ('USDJPY', 'fx', 152.0, 0.0055, 0.0, 0, 3),
    ('AUDUSD', 'fx', 0.66, 0.006, 0.0, 0, 5),
    ('XAUUSD', 'cfd', 2350.0, 0.009, 0.0004, 0, 2),
    ('US30', 'cfd', 39500.0, 0.008, 0.0002, 0, 1),
    ('NAS100', 'cfd', 18200.0, 0.012, 0.0004, 0, 1)
) as listed (symbol, kind, start_price, volatility, drift, base_volume, decimals);

-- Crypto trades every day, everything else Monday to Friday.
create temp table market_days as
with

sessions as (

    select
        instrument.n,
        instrument.symbol,
        instrument.kind,
        instrument.decimals,
        instrument.base_volume,
        instrument.volatility,
        instrument.start_price,
        day::date as day,
        instrument.n * 100000 + (day::date - date '2000-01-01') as draw,
        case
            when instrument.kind in ('equity', 'etf') then '14:30'::time
            else '00:00'::time
        end as opens_at,
        case
            when instrument.kind in ('equity', 'etf') then interval '390 minutes'
            else interval '1 day'
        end as duration,
        instrument.drift as drift
    from market_instruments as instrument
    cross join generate_series(
        pg_temp.last_day() - 419, pg_temp.last_day(), interval '1 day'
    ) as day
    where instrument.kind = 'crypto' or extract(isodow from day) < 6

),

paths as (

    select
        *,
        sum(drift + volatility * pg_temp.z('market/close', draw)) over (
            partition by symbol order by day
        ) as log_close
    from sessions

),

prices as (

    select
        *,
        round((start_price * exp(log_close))::numeric, decimals) as close,
        round((
            start_price * exp(
                coalesce(lag(log_close) over (partition by symbol order by day), 0)
                + case when kind = 'crypto' then 0 else 0.25 * volatility * pg_temp.z('market/gap', draw) end
            )
        )::numeric, decimals) as open
    from paths

)

select
    n,
    symbol,
    kind,
    decimals,
    day,
    day + opens_at as opens_at,
    duration,
    volatility,
    open,
    round(greatest(open, close) * (1 + 0.4 * volatility * pg_temp.u('market/high', draw))::numeric, decimals) as high,
    round(least(open, close) * (1 - 0.4 * volatility * pg_temp.u('market/low', draw))::numeric, decimals) as low,
    close,
    round((base_volume * exp(0.35 * pg_temp.z('market/volume', draw)))::numeric, case when kind = 'crypto' then 3 else 0 end) as volume
from prices;

-- A Brownian bridge from the day's open to its close, cut into steps.
create temp table market_ticks as
with

steps as (

    select
        day.*,
        step_minutes,
        step,
        (extract(epoch from day.duration) / 60 / step_minutes)::int as step_count,
        day.n * 10000000 + (day.day - date '2000-01-01') * 1440::bigint + step * step_minutes as draw
    from market_days as day
    cross join lateral (
        select case when day.day > pg_temp.last_day() - 2 then 1 else 15 end as step_minutes
    ) as resolution
    cross join lateral generate_series(
        1, (extract(epoch from day.duration) / 60 / step_minutes)::int
    ) as step
    where day.day > pg_temp.last_day() - 12

),

walks as (

    select
        *,
        sum(pg_temp.z('market/tick', draw)) over (partition by symbol, day order by step) as walked,
        sum(pg_temp.z('market/tick', draw)) over (partition by symbol, day) as walked_in_all
    from steps

),

closes as (

    select
        *,
        case
            when step = step_count then close
            else round((
                open + (close - open) * step / step_count
            ) * exp(
                0.6 * volatility / sqrt(step_count) * (walked - walked_in_all * step / step_count)
            )::numeric, decimals)
        end as step_close
    from walks

),

bars as (

    select
        *,
        coalesce(lag(step_close) over (partition by symbol, day order by step), open) as step_open
    from closes

)

select
    n,
    symbol,
    kind,
    day,
    opens_at + (step - 1) * step_minutes * interval '1 minute' as bar_start,
    step_minutes,
    step_open as open,
    round(greatest(step_open, step_close) * (1 + 0.1 * volatility / sqrt(step_count) * pg_temp.u('tick/high', draw))::numeric, decimals) as high,
    round(least(step_open, step_close) * (1 - 0.1 * volatility / sqrt(step_count) * pg_temp.u('tick/low', draw))::numeric, decimals) as low,
    step_close as close,
    round(volume / step_count, case when kind = 'crypto' then 3 else 0 end) as volume
from bars;

-- Days that have finer bars take their high, low and volume from them.
update market_days as day
set high = ticks.high, low = ticks.low, volume = ticks.volume
from (
    select
        symbol,
        day,
        max(high) as high,
        min(low) as low,
        sum(volume) as volume
    from market_ticks
    group by symbol, day
) as ticks
where day.symbol = ticks.symbol and day.day = ticks.day;

create index on market_days (symbol, day);
create index on market_ticks (symbol, bar_start);
analyze market_days;
analyze market_ticks;

-- Bars of any length in minutes that 1 or 15 divides, aligned to the start of the UTC day.
create function pg_temp.market_bars(minutes int)
returns table (
    symbol text, kind text, bar_start timestamp, open numeric, high numeric, low numeric, close numeric, volume numeric
) language sql stable as
$$
    select
        ticks.symbol,
        ticks.kind,
        date_bin(minutes * interval '1 minute', ticks.bar_start, timestamp '2000-01-01') as bar_start,
        (array_agg(ticks.open order by ticks.bar_start))[1],
        max(ticks.high),
        min(ticks.low),
        (array_agg(ticks.close order by ticks.bar_start desc))[1],
        sum(ticks.volume)
    from market_ticks as ticks
    where ticks.step_minutes <= minutes
    group by ticks.symbol, ticks.kind, date_bin(minutes * interval '1 minute', ticks.bar_start, timestamp '2000-01-01')
$$;

-- The price of a symbol at a moment: the close of the last bar that began at or before it.
create function pg_temp.market_price(wanted text, at timestamp) returns numeric language sql stable as
$$
    select coalesce(
        (select ticks.close from market_ticks as ticks
         where ticks.symbol = wanted and ticks.bar_start <= at and ticks.bar_start > at - interval '1 day'
         order by ticks.bar_start desc limit 1),
        (select days.close from market_days as days
         where days.symbol = wanted and days.day <= at::date
         order by days.day desc limit 1),
        (select days.open from market_days as days where days.symbol = wanted order by days.day limit 1)
    )
$$;
