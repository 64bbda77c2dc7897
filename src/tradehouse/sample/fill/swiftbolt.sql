-- SwiftBolt: 420 days of bars in three layers, 60 days of forecasts and how they came out,
-- ranked option contracts, and the option positions, watchlists and alerts of some users.
-- Bars and symbols do not grow with the scale; users and what they own do.

-- Symbols ------------------------------------------------------------------------------------

drop table if exists swiftbolt_symbols;
create temp table swiftbolt_symbols on commit drop as
with

listed as (

    select
        symbol || case when kind = 'crypto' then 'USD' else '' end as ticker,
        case when kind = 'crypto' then 'crypto' else 'stock' end as asset_type,
        symbol as market_symbol,
        kind,
        volatility,
        true as is_active
    from market_instruments
    where kind in ('equity', 'etf') or symbol in ('BTC', 'ETH')

    union all

    -- One of each remaining kind, and two companies that are no longer traded.
    -- The option runs out on the third Friday of the month after next.
    select
        extra.ticker,
        extra.asset_type,
        null,
        extra.kind,
        null,
        extra.is_active
    from (
        select
            (date_trunc('month', pg_temp.last_day()::timestamp) + interval '2 months')::date as day
    ) as later_month
    cross join lateral (values
        ('ESZ6', 'future', 'future', null::boolean),
        (
            'SPY' || to_char(
                later_month.day + 14
                    + (12 - extract(isodow from later_month.day)::int) % 7, 'YYMMDD'
            ) || 'C00600000',
            'option',
            'option',
            true
        ),
        ('TWTR', 'stock', 'equity', false),
        ('FRC', 'stock', 'equity', false)
    ) as extra (ticker, asset_type, kind, is_active)

)

select
    row_number() over (order by listed.ticker)::int as n,
    pg_temp.uid('swiftbolt/symbol/' || listed.ticker, 1) as symbol_id,
    listed.*,
    sessions.last_session,
    case when listed.kind = 'crypto' then time '23:59:30' else time '21:05:00' end as closes_at
from listed
left join (
    select
        symbol,
        max(day) as last_session
    from market_days
    group by symbol
) as sessions on sessions.symbol = listed.market_symbol;

insert into symbols (
    id, ticker, asset_type, description, primary_source, created_at, updated_at, is_active
)
select
    symbol_id,
    ticker,
    asset_type::asset_type,
    case
        when asset_type = 'crypto' then market_symbol || ' against the US dollar'
        when kind = 'etf' then ticker || ' index fund'
        when asset_type = 'stock' then ticker || ' common stock'
    end,
    case
        when asset_type = 'future' then 'ml_forecast'
        when asset_type = 'stock'
            then (array['alpaca', 'finnhub', 'massive', 'polygon', 'yfinance', 'tradier'])[1
                + n % 6]
        else 'alpaca'
    end::data_provider,
    pg_temp.sample_end() - interval '125 days' + n * interval '1 minute',
    pg_temp.sample_end() - case
        when is_active then interval '125 days' - n * interval '1 minute' else interval '40 days'
    end,
    is_active
from swiftbolt_symbols;

-- The market as this platform sees it --------------------------------------------------------
-- Market prices are adjusted for splits. This platform keeps bars as they traded: before its
-- split one share of NFLX was ten of today's.

drop table if exists swiftbolt_split;
create temp table swiftbolt_split on commit drop as
select
    'NFLX' as ticker,
    (date_trunc('week', pg_temp.last_day()::timestamp) - interval '91 days')::date as ex_date,
    10 as ratio;

drop table if exists swiftbolt_ticks;
create temp table swiftbolt_ticks on commit drop as
select
    own.n,
    ticks.day,
    ticks.bar_start,
    ticks.step_minutes,
    ticks.open,
    ticks.high,
    ticks.low,
    ticks.close,
    round(ticks.volume)::bigint as volume
from market_ticks as ticks
join swiftbolt_symbols as own on own.market_symbol = ticks.symbol;

drop table if exists swiftbolt_days;
create temp table swiftbolt_days on commit drop as
select
    own.n,
    own.ticker,
    days.day,
    own.n * 100000 + (days.day - date '2000-01-01') as draw,
    days.open * scale.factor as open,
    days.high * scale.factor as high,
    days.low * scale.factor as low,
    days.close * scale.factor as close,
    days.close as adjusted_close,
    coalesce(ticks.volume, round(days.volume / scale.factor)::bigint) as volume
from market_days as days
join swiftbolt_symbols as own on own.market_symbol = days.symbol
left join swiftbolt_split as split on split.ticker = own.ticker and days.day < split.ex_date
cross join lateral (select coalesce(split.ratio, 1) as factor) as scale
left join (
    select
        n,
        day,
        sum(volume)::bigint as volume
    from swiftbolt_ticks
    group by n, day
) as ticks on ticks.n = own.n and ticks.day = days.day;
create index on swiftbolt_days (n, day);
analyze swiftbolt_days;

-- Bars of some minutes; a coarser one is the exact aggregate of the finer ones.
drop function if exists pg_temp.swiftbolt_bars(int);
create function pg_temp.swiftbolt_bars(minutes int)
returns table (
    n int, day date, bar_start timestamp, open numeric, high numeric, low numeric, close numeric,
    volume bigint, ticks bigint
) language sql stable as
$$
    select
        n,
        day,
        date_bin(minutes * interval '1 minute', bar_start, timestamp '2000-01-01') as bar_start,
        (array_agg(open order by bar_start))[1],
        max(high),
        min(low),
        (array_agg(close order by bar_start desc))[1],
        sum(volume)::bigint,
        count(*)
    from swiftbolt_ticks
    where step_minutes <= minutes
    group by n, day, date_bin(minutes * interval '1 minute', bar_start, timestamp '2000-01-01')
$$;

-- Corporate actions --------------------------------------------------------------------------

drop table if exists swiftbolt_actions;
create temp table swiftbolt_actions on commit drop as
with

dividends as (

    select
        own.n,
        own.ticker,
        quarter,
        (
            select min(days.day)
            from swiftbolt_days as days
            where days.n = own.n
                and days.day >= pg_temp.last_day() - 20 - 2 * own.n - 91 * quarter
        ) as ex_date,
        round((
            select days.adjusted_close * 0.0035
            from swiftbolt_days as days
            where days.n = own.n
            order by days.day
            limit 1
        ), 2) as cash_amount
    from swiftbolt_symbols as own
    cross join generate_series(0, 3) as quarter
    where own.ticker in ('AAPL', 'MSFT', 'JPM', 'XOM', 'SPY', 'QQQ', 'META')

),

gathered as (

    select
        ticker,
        'dividend' as action_type,
        ex_date,
        null::numeric as old_rate,
        null::numeric as new_rate,
        cash_amount,
        quarter = 0 as bars_adjusted,
        jsonb_build_object('frequency', 'quarterly') as metadata
    from dividends

    union all

    -- Announced, not yet due.
    select
        ticker,
        'dividend',
        pg_temp.last_day() + 12,
        null,
        null,
        0.24,
        false,
        null
    from swiftbolt_symbols
    where ticker = 'AAPL'

    union all

    select
        ticker,
        'stock_split',
        ex_date,
        1,
        ratio,
        null,
        false,
        null
    from swiftbolt_split

    union all

    values
        (
            'TWTR', 'merger', pg_temp.last_day() - 200, null::numeric, null::numeric,
            54.20, false, null::jsonb
        ),
        ('FRC', 'spin_off', pg_temp.last_day() - 150, 4, 1, null, null, null),
        ('GE', 'reverse_split', pg_temp.last_day() - 180, 8, 1, null, false, null)

)

select
    pg_temp.uid(
        'swiftbolt/action', row_number() over (order by gathered.ex_date, gathered.ticker)
    ) as action_id,
    gathered.*,
    own.n,
    own.symbol_id,
    least(
        (gathered.ex_date - 14)::timestamp at time zone 'UTC' + interval '13 hours',
        pg_temp.sample_end() - interval '30 hours'
    ) as created_at
from gathered
left join swiftbolt_symbols as own on own.ticker = gathered.ticker;

insert into corporate_actions (
    id, symbol_id, symbol, action_type, ex_date, record_date, payment_date, old_rate, new_rate,
    cash_amount, bars_adjusted, adjusted_at, metadata, created_at
)
select
    action_id,
    symbol_id,
    ticker,
    action_type,
    ex_date,
    case when action_type = 'dividend' then ex_date + 1 end,
    case when action_type = 'dividend' then ex_date + 21 end,
    old_rate,
    new_rate,
    cash_amount,
    bars_adjusted,
    case
        when bars_adjusted then ex_date::timestamp at time zone 'UTC' + interval '12 hours'
    end,
    metadata,
    created_at
from swiftbolt_actions;

-- The ratio is generated, except in a replica, where it is a plain column.
do $ratio$
begin
    if exists (
        select from pg_attribute
        where attrelid = to_regclass('corporate_actions')
            and attname = 'ratio'
            and attgenerated = ''
    ) then
        update corporate_actions set ratio = new_rate / nullif(old_rate, 0);
    end if;
end $ratio$;

-- Bars ---------------------------------------------------------------------------------------
-- Historical: loaded the morning after, by four providers; what is older than 120 days was
-- loaded in one backfill. Intraday: the last session, loaded when it closed. Forecast: once a
-- week, for the days after.

drop table if exists swiftbolt_loaded;
create temp table swiftbolt_loaded (
    n int,
    timeframe text,
    ts timestamptz,
    open numeric,
    high numeric,
    low numeric,
    close numeric,
    volume bigint,
    provider text,
    is_intraday boolean default false,
    is_forecast boolean default false,
    data_status text,
    loaded_at timestamptz,
    revised_at timestamptz,
    confidence_score numeric,
    upper_band numeric,
    lower_band numeric,
    adjusted_for uuid
) on commit drop;

-- Days, by the main provider.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, volume, provider, data_status, loaded_at, revised_at
)
select
    n,
    'd1',
    day::timestamp at time zone 'UTC',
    open,
    high,
    low,
    close,
    volume,
    'alpaca',
    'verified',
    load.loaded_at,
    case
        when pg_temp.u('swiftbolt/revised', draw) < 0.02 and day < pg_temp.last_day() - 4
            then load.loaded_at + interval '2 days'
    end
from swiftbolt_days
cross join lateral (
    select
        (greatest(day, pg_temp.last_day() - 120) + 1)::timestamp at time zone 'UTC'
        + interval '6 hours' + n * interval '1 minute' as loaded_at
) as load
where day < pg_temp.last_day();

-- The same days, by three others, whose prices and volumes differ a little.
-- yfinance lowers what came before a dividend by it. Three days had no print at tradier.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, volume, provider, data_status, loaded_at,
    revised_at, adjusted_for
)
select
    days.n,
    'd1',
    days.day::timestamp at time zone 'UTC',
    case when print.is_there then round(days.open * noise.factor, 4) end,
    case when print.is_there then round(days.high * noise.factor, 4) end,
    case when print.is_there then round(days.low * noise.factor, 4) end,
    case when print.is_there then round(days.close * noise.factor, 4) end,
    case
        when print.is_there
            then round(days.volume * (1 + 0.02 * pg_temp.u('swiftbolt/volume', source.draw)))
        else 0
    end,
    source.provider,
    case when source.provider <> 'yfinance' then 'verified' end,
    (days.day + 1)::timestamp at time zone 'UTC'
        + interval '6 hours' + source.rank * interval '20 minutes' + days.n * interval '1 minute',
    case
        when dividend.action_id is not null
            then dividend.ex_date::timestamp at time zone 'UTC' + interval '12 hours'
    end,
    dividend.action_id
from swiftbolt_days as days
join swiftbolt_symbols as own on own.n = days.n
cross join lateral (
    select
        provider,
        rank,
        days.draw * 4 + rank as draw
    from (values ('polygon', 1), ('yfinance', 2), ('tradier', 3)) as listed (provider, rank)
) as source
left join lateral (
    select
        actions.action_id,
        actions.ex_date,
        actions.cash_amount
    from swiftbolt_actions as actions
    where actions.n = days.n
        and actions.bars_adjusted
        and source.provider = 'yfinance'
        and days.day < actions.ex_date
        and actions.ex_date < pg_temp.last_day()
) as dividend on true
cross join lateral (
    select
        (1 + 0.0003 * pg_temp.z('swiftbolt/provider', source.draw))::numeric
        * (1 - coalesce(dividend.cash_amount / days.close, 0)) as factor
) as noise
cross join lateral (
    select
        not (
            source.provider = 'tradier'
            and own.ticker in ('JPM', 'XOM', 'META')
            and own.last_session - days.day between 20 + own.n and 22 + own.n
        ) as is_there
) as print
where days.day between pg_temp.last_day() - 60 and pg_temp.last_day() - 1
    and not (source.provider = 'tradier' and days.day = own.last_session);

-- Whole weeks, from the days of the main provider.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, volume, provider, data_status, loaded_at
)
select
    days.n,
    'w1',
    days.monday::timestamp at time zone 'UTC',
    (array_agg(days.open order by days.day))[1],
    max(days.high),
    min(days.low),
    (array_agg(days.close order by days.day desc))[1],
    sum(days.volume),
    'alpaca',
    'verified',
    greatest(days.monday + 7, pg_temp.last_day() - 119)::timestamp at time zone 'UTC'
        + interval '6 hours 20 minutes' + days.n * interval '1 minute'
from (
    select
        *,
        date_trunc('week', day::timestamp)::date as monday
    from swiftbolt_days
) as days
where days.monday >= pg_temp.last_day() - 419 and days.monday + 7 <= pg_temp.last_day()
group by days.n, days.monday;

-- Hours and quarters of hours of the last twelve days.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, volume, provider, data_status, loaded_at
)
select
    bars.n,
    sizes.timeframe,
    bars.bar_start at time zone 'UTC',
    bars.open,
    bars.high,
    bars.low,
    bars.close,
    bars.volume,
    'alpaca',
    'verified',
    (bars.day + 1)::timestamp at time zone 'UTC'
        + interval '7 hours' + sizes.minutes * interval '10 seconds' + bars.n * interval '1 minute'
from (values ('m15', 15), ('h1', 60), ('h4', 240)) as sizes (timeframe, minutes)
cross join lateral pg_temp.swiftbolt_bars(sizes.minutes) as bars
where bars.day < pg_temp.last_day();

-- The last session of each symbol, loaded when it closed.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, volume, provider, is_intraday, data_status, loaded_at
)
select
    bars.n,
    sizes.timeframe,
    bars.bar_start at time zone 'UTC',
    bars.open,
    bars.high,
    bars.low,
    bars.close,
    bars.volume,
    'tradier',
    true,
    'live',
    (bars.day + own.closes_at) at time zone 'UTC'
from (values ('m15', 15), ('d1', 1440)) as sizes (timeframe, minutes)
cross join lateral pg_temp.swiftbolt_bars(sizes.minutes) as bars
join swiftbolt_symbols as own on own.n = bars.n and own.last_session = bars.day;

-- Forecasts of the days after each weekly run, with a band that widens.
insert into swiftbolt_loaded (
    n, timeframe, ts, open, high, low, close, provider, is_forecast, data_status, loaded_at,
    confidence_score, upper_band, lower_band
)
select
    own.n,
    'd1',
    (runs.run_day + ahead)::timestamp at time zone 'UTC',
    case when own.n % 2 = 0 then base.price end,
    case when own.n % 2 = 0 then greatest(base.price, path.value) end,
    case when own.n % 2 = 0 then least(base.price, path.value) end,
    path.value,
    'ml_forecast',
    true,
    'provisional',
    runs.run_day::timestamp at time zone 'UTC' + interval '5 hours 30 minutes',
    round((0.82 - 0.03 * ahead)::numeric, 2),
    round(path.value * (1 + own.volatility * sqrt(ahead)::numeric), 2),
    round(path.value * (1 - own.volatility * sqrt(ahead)::numeric), 2)
from swiftbolt_symbols as own
cross join lateral (
    select pg_temp.last_day() - 7 * week as run_day
    from generate_series(0, 4) as week
) as runs
cross join generate_series(1, 7) as ahead
cross join lateral (
    select days.adjusted_close as price
    from swiftbolt_days as days
    where days.n = own.n and days.day < runs.run_day
    order by days.day desc
    limit 1
) as base
cross join lateral (
    select
        round(base.price * (
            1 + 0.3 * own.volatility * sqrt(ahead)::numeric
            * pg_temp.z('swiftbolt/path', own.n * 100000
                + (runs.run_day - date '2000-01-01'))::numeric
        ), 2) as value
) as path
where own.market_symbol is not null
    and (own.kind = 'crypto' or extract(isodow from runs.run_day + ahead) < 6);

insert into ohlc_bars_v2 (
    id, symbol_id, timeframe, ts, open, high, low, close, volume, provider, is_intraday,
    is_forecast, data_status, fetched_at, created_at, updated_at, confidence_score, upper_band,
    lower_band, adjusted_for, raw_ts_text
)
select
    row_number() over (
        order by loaded.loaded_at, loaded.provider, loaded.n, loaded.timeframe, loaded.ts
    ),
    own.symbol_id,
    loaded.timeframe::timeframe,
    loaded.ts,
    loaded.open,
    loaded.high,
    loaded.low,
    loaded.close,
    loaded.volume,
    loaded.provider,
    -- One provider leaves the flags out.
    case when loaded.provider <> 'yfinance' then loaded.is_intraday end,
    case when loaded.provider <> 'yfinance' then loaded.is_forecast end,
    loaded.data_status::data_status,
    case when loaded.provider <> 'yfinance' then loaded.loaded_at end,
    case
        when loaded.provider <> 'tradier' or loaded.is_intraday
            then loaded.loaded_at at time zone 'UTC' + interval '1 second'
    end,
    case
        when loaded.provider <> 'polygon'
            then coalesce(loaded.revised_at, loaded.loaded_at + interval '1 second')
    end,
    loaded.confidence_score,
    loaded.upper_band,
    loaded.lower_band,
    loaded.adjusted_for,
    case
        when loaded.provider = 'polygon' then (extract(epoch from loaded.ts) * 1000)::bigint::text
    end
from swiftbolt_loaded as loaded
join swiftbolt_symbols as own on own.n = loaded.n;

insert into intraday_bars (
    id, symbol_id, timeframe, ts, open, high, low, close, volume, vwap, trade_count, created_at
)
select
    row_number() over (order by bars.bar_start, sizes.minutes, bars.n),
    own.symbol_id,
    sizes.timeframe,
    bars.bar_start at time zone 'UTC',
    bars.open::double precision,
    bars.high::double precision,
    bars.low::double precision,
    bars.close::double precision,
    bars.volume,
    case
        when own.kind <> 'crypto' or sizes.minutes > 1
            then round((bars.high + bars.low + bars.close) / 3, 4)::double precision
    end,
    case when own.kind <> 'crypto' then 1 + bars.volume / 120 end,
    least(
        bars.bar_start at time zone 'UTC' + sizes.minutes * interval '1 minute'
            + interval '5 seconds',
        pg_temp.sample_end() - interval '1 second'
    )
from (values ('1m', 1), ('5m', 5), ('15m', 15)) as sizes (timeframe, minutes)
cross join lateral pg_temp.swiftbolt_bars(sizes.minutes) as bars
join swiftbolt_symbols as own on own.n = bars.n
where bars.day > pg_temp.last_day() - 2;

-- Option prices ------------------------------------------------------------------------------
-- Black-Scholes without interest; the normal distribution is approximated by a logistic curve.

drop function if exists pg_temp.swiftbolt_normal(double precision);
create function pg_temp.swiftbolt_normal(x double precision)
returns double precision language sql immutable as
$$ select 1 / (1 + exp(-greatest(-30, least(30, 1.5976 * x + 0.07056 * x * x * x)))) $$;

drop function if exists pg_temp.swiftbolt_option(
    text, numeric, numeric, numeric, numeric
);
create function pg_temp.swiftbolt_option(
    side text, spot numeric, strike numeric, days_left numeric, volatility numeric
) returns table (
    price numeric, delta numeric, gamma numeric, theta numeric, vega numeric, rho numeric
) language sql stable as
$$
    select
        round(greatest(
            case when side = 'call' then value.in_call else value.in_call - s + k end, 0
        )::numeric, 2),
        round((case when side = 'call' then value.n1 else value.n1 - 1 end)::numeric, 6),
        round((value.density / (s * sd))::numeric, 6),
        round((-s * value.density * v / (2 * sqrt(t)) / 365)::numeric, 6),
        round((s * value.density * sqrt(t) / 100)::numeric, 6),
        round((
            case when side = 'call' then value.n2 else value.n2 - 1 end * k * t / 100
        )::numeric, 6)
    from (
        select
            spot::double precision as s,
            strike::double precision as k,
            volatility::double precision as v,
            greatest(days_left, 0.01)::double precision / 365 as t
    ) as given
    cross join lateral (select v * sqrt(t) as sd) as spread
    cross join lateral (select (ln(s / k) + sd * sd / 2) / sd as d1) as distance
    cross join lateral (
        select
            pg_temp.swiftbolt_normal(d1) as n1,
            pg_temp.swiftbolt_normal(d1 - sd) as n2,
            exp(-least(d1 * d1, 400) / 2) / sqrt(2 * pi()) as density,
            s * pg_temp.swiftbolt_normal(d1) - k * pg_temp.swiftbolt_normal(d1 - sd) as in_call
    ) as value
$$;

-- Distance between strikes.
drop function if exists pg_temp.swiftbolt_step(numeric);
create function pg_temp.swiftbolt_step(spot numeric) returns numeric language sql immutable as
$$
    select case
        when spot < 60 then 1 when spot < 150 then 2.5 when spot < 300 then 5
        when spot < 600 then 10 when spot < 1500 then 25 else 100
    end
$$;

-- Quotes -------------------------------------------------------------------------------------

insert into quotes (
    symbol_id, ts, last, bid, ask, day_high, day_low, prev_close, updated_at
)
select
    own.symbol_id,
    coalesce(own.last_session, pg_temp.last_day()) + own.closes_at,
    days.close,
    round(days.close * 0.9999, 2),
    round(days.close * 1.0001, 2),
    days.high,
    days.low,
    before.close,
    coalesce(own.last_session, pg_temp.last_day()) + own.closes_at + interval '1 second'
from swiftbolt_symbols as own
left join swiftbolt_days as days on days.n = own.n and days.day = own.last_session
left join lateral (
    select earlier.close
    from swiftbolt_days as earlier
    where earlier.n = own.n and earlier.day < own.last_session
    order by earlier.day desc
    limit 1
) as before on true
where own.is_active is distinct from false;

-- Forecasts ----------------------------------------------------------------------------------
-- Every morning, from the close of the session before, for three horizons. The label is right
-- 57 times in 100, more often when the model is confident.

drop table if exists swiftbolt_forecasts;
create temp table swiftbolt_forecasts on commit drop as
with

runs as (

    select
        own.n,
        own.symbol_id,
        own.ticker,
        own.kind,
        own.volatility,
        days.day as base_day,
        days.adjusted_close as base_price,
        horizons.horizon,
        horizons.length,
        horizons.hurdle,
        days.draw * 4 + horizons.rank as draw,
        (days.day + 1)::timestamp at time zone 'UTC' + interval '5 hours 30 minutes'
        + own.n * interval '10 seconds' + horizons.rank * interval '1 second' as run_at
    from swiftbolt_days as days
    join swiftbolt_symbols as own on own.n = days.n
    cross join (values
        ('1D', 1, 0.004, 0), ('1W', 7, 0.012, 1), ('1M', 30, 0.03, 2)
    ) as horizons (horizon, length, hurdle, rank)
    where days.day between pg_temp.last_day() - 100 and pg_temp.last_day() - 1

),

outcomes as (

    select
        runs.*,
        target.day as target_day,
        target.price as realized_price,
        target.price / runs.base_price - 1 as realized_change
    from runs
    left join lateral (
        select
            later.day,
            later.adjusted_close as price
        from swiftbolt_days as later
        where later.n = runs.n and later.day >= runs.base_day + runs.length
        order by later.day
        limit 1
    ) as target on true

),

guesses as (

    select
        *,
        case
            when realized_change > hurdle then 'bullish'
            when realized_change < -hurdle then 'bearish'
            when realized_change is not null then 'neutral'
        end as realized_label,
        0.5 + 0.38 * pg_temp.u('swiftbolt/confidence', draw) as confidence
    from outcomes

),

labelled as (

    select
        *,
        case
            when realized_label is null
                then pg_temp.pick(array['bullish', 'bullish', 'neutral', 'bearish'],
                    'swiftbolt/label', draw)
            when pg_temp.u('swiftbolt/right', draw) < 0.57 + 0.8 * (confidence - 0.69)
                then realized_label
            when realized_label = 'neutral'
                then pg_temp.pick(array['bullish', 'bearish'], 'swiftbolt/label', draw)
            when realized_label = 'bullish'
                then pg_temp.pick(array['neutral', 'bearish'], 'swiftbolt/label', draw)
            else pg_temp.pick(array['neutral', 'bullish'], 'swiftbolt/label', draw)
        end as label
    from guesses

),

sized as (

    select
        *,
        round((case label
            when 'bullish' then hurdle + 0.6 * volatility * sqrt(length)
                * pg_temp.u('swiftbolt/size', draw)
            when 'bearish' then -hurdle - 0.6 * volatility * sqrt(length)
                * pg_temp.u('swiftbolt/size', draw)
            else hurdle * (pg_temp.u('swiftbolt/size', draw) - 0.5)
        end)::numeric, 4) as forecast_return,
        round((volatility * sqrt(length))::numeric, 4) as forecast_volatility
    from labelled

)

select
    pg_temp.uid('swiftbolt/forecast', row_number() over (order by draw)) as forecast_id,
    row_number() over (order by run_at, draw) as n_forecast,
    sized.*,
    round(base_price * (1 + forecast_return), 2) as target_price,
    -- What is older was deleted; only its evaluation is left.
    base_day >= pg_temp.last_day() - 60 as is_kept
from sized;
create index on swiftbolt_forecasts (n, run_at);

insert into ml_forecasts (
    id, symbol_id, horizon, overall_label, confidence, run_at, points, created_at,
    supertrend_factor, supertrend_signal, supertrend_performance, trend_label, trend_confidence,
    stop_level, target_price, trend_duration_bars, sr_levels, sr_density, model_agreement,
    quality_score, quality_issues, backtest_metrics, training_stats, support_hold_probability,
    resistance_hold_probability, support_strength_score, resistance_strength_score,
    synthesis_data, ensemble_type, n_models, forecast_return, forecast_volatility, ci_lower,
    ci_upper, model_predictions, model_confidences, ensemble_method, ensemble_weights,
    confidence_source, updated_at, timeframe, is_base_horizon, is_consensus, handoff_confidence,
    consensus_weight
)
select
    made.forecast_id,
    made.symbol_id,
    made.horizon,
    made.label::trend_label,
    round(made.confidence::numeric, 4),
    made.run_at,
    path.points,
    made.run_at + interval '2 seconds',
    case when extra.is_rich then 3.0 end,
    case when extra.is_rich then extra.direction end,
    case when extra.is_rich then round((0.4 + 0.3 * extra.draw)::numeric, 3)::double precision end,
    case when extra.is_rich then made.label end,
    case when extra.is_rich then round(100 * made.confidence)::int end,
    case
        when extra.direction <> 0
            then round(made.base_price
                * (1 - extra.direction * made.forecast_volatility), 2)::double precision
    end,
    case when extra.draw >= 0.03 then made.target_price::double precision end,
    case when extra.direction <> 0 then 1 + (extra.draw * 20)::int end,
    case
        when extra.is_rich
            then jsonb_build_object(
                'support', round(made.base_price * 0.97, 2),
                'resistance', round(made.base_price * 1.03, 2)
            )
    end,
    case when extra.is_rich then 1 + (extra.draw * 8)::int end,
    case when extra.is_rich then round((0.5 + 0.5 * extra.draw)::numeric, 3)::double precision end,
    case when extra.is_rich then round((0.6 + 0.4 * extra.draw)::numeric, 3)::double precision end,
    case when extra.draw < 0.05 then '["few bars"]'::jsonb end,
    case when extra.is_rich
        then jsonb_build_object('hit_rate', round((0.5 + 0.1 * extra.draw)::numeric, 3)) end,
    jsonb_build_object('n_bars', 300 + (extra.draw * 100)::int),
    case when extra.is_rich then round((0.5 + 0.4 * extra.draw)::numeric, 4) end,
    case when extra.is_rich then round((0.9 - 0.4 * extra.draw)::numeric, 4) end,
    case when extra.is_rich then round((100 * extra.draw)::numeric, 2) end,
    case when extra.is_rich then round((100 - 100 * extra.draw)::numeric, 2) end,
    case when extra.is_rich then jsonb_build_object('layers', 3) end,
    case when extra.is_rich then 'RF+GB' when extra.draw < 0.9 then 'RF+GB+ARIMA' end,
    case when extra.is_rich then 2 when extra.draw < 0.9 then 3 end,
    case when extra.draw >= 0.03 then made.forecast_return end,
    case when extra.draw >= 0.03 then made.forecast_volatility end,
    case when extra.draw >= 0.03 then made.forecast_return - made.forecast_volatility end,
    case when extra.draw >= 0.03 then made.forecast_return + made.forecast_volatility end,
    case when extra.is_rich then jsonb_build_object('rf', made.label, 'gb', made.label) end,
    case when extra.is_rich then jsonb_build_object('rf', round(made.confidence::numeric, 2)) end,
    case when extra.is_rich then 'weighted' end,
    case when extra.is_rich then '{"rf": 0.5, "gb": 0.5}'::jsonb end,
    case when extra.is_rich then 'calibrated' end,
    case when extra.is_rich then made.run_at + interval '2 seconds' end,
    case when extra.draw < 0.9 then 'd1' end,
    case when extra.draw >= 0.03 then made.horizon = '1D' end,
    case when extra.draw >= 0.03 then made.horizon = '1W' end,
    case when made.horizon = '1M' then round((100 * made.confidence)::numeric, 2) end,
    case when made.horizon = '1W' then 0.50 end
from swiftbolt_forecasts as made
cross join lateral (
    select
        pg_temp.u('swiftbolt/extra', made.draw) as draw,
        pg_temp.u('swiftbolt/rich', made.draw) < 0.8 as is_rich,
        case made.label when 'bullish' then 1 when 'bearish' then -1 else 0 end as direction
) as extra
cross join lateral (
    select
        jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'ts', to_char(
                (made.base_day + made.length * step / steps.amount)::timestamp
                    + interval '21 hours',
                'YYYY-MM-DD"T"HH24:MI:SS"Z"'
            ),
            'value', round(value.expected, 2),
            'lower', case
                when extra.draw < 0.9
                    then round(value.expected - made.base_price * made.forecast_volatility, 2)
            end,
            'upper', case
                when extra.draw < 0.9
                    then round(value.expected + made.base_price * made.forecast_volatility, 2)
            end
        )) order by step) as points
    from (
        select case made.horizon when '1D' then 1 when '1W' then 5 else 6 end as amount
    ) as steps
    cross join generate_series(1, steps.amount) as step
    cross join lateral (
        select made.base_price * (1 + made.forecast_return * step / steps.amount) as expected
    ) as value
) as path
where made.is_kept;

-- Every forecast whose day has come is compared with the close of that day.
insert into forecast_evaluations (
    id, forecast_id, symbol_id, symbol, horizon, predicted_label, predicted_value,
    predicted_confidence, forecast_date, evaluation_date, realized_price, realized_return,
    realized_label, direction_correct, price_error, price_error_pct, rf_prediction, gb_prediction,
    rf_correct, gb_correct, model_agreement, created_at, synth_supertrend_component,
    synth_polynomial_component, synth_ml_component, rf_weight, gb_weight
)
select
    pg_temp.uid('swiftbolt/evaluation', made.n_forecast),
    case when made.is_kept then made.forecast_id end,
    case when made.is_kept or made.draw % 3 > 0 then made.symbol_id end,
    made.ticker,
    made.horizon,
    made.label,
    made.target_price,
    round(made.confidence::numeric, 4),
    made.run_at,
    due.evaluated_at,
    made.realized_price,
    round(100 * made.realized_change, 6),
    made.realized_label,
    made.label = made.realized_label,
    made.realized_price - made.target_price,
    round(100 * (made.realized_price - made.target_price) / made.target_price, 6),
    models.rf,
    models.gb,
    models.rf = made.realized_label,
    models.gb = made.realized_label,
    case when models.rf is not null then case when models.rf = models.gb then 1.0 else 0.5 end end,
    case when pg_temp.u('swiftbolt/unstamped', made.draw) < 0.98
        then due.evaluated_at + interval '1 second' end,
    case when models.rf is not null then round(made.target_price * 1.001, 2) end,
    case when models.rf is not null then round(made.target_price * 0.999, 2) end,
    case when models.rf is not null then made.target_price end,
    case when models.rf is not null then 0.5 end,
    case when models.rf is not null then 0.5 end
from swiftbolt_forecasts as made
cross join lateral (
    select
        case
            when made.kind = 'crypto'
                then (made.target_day + 1)::timestamp at time zone 'UTC' + interval '30 minutes'
            else made.target_day::timestamp at time zone 'UTC' + interval '22 hours'
        end + made.n * interval '1 second' as evaluated_at
) as due
cross join lateral (
    select
        case when pg_temp.u('swiftbolt/models', made.draw) < 0.8 then made.label end as rf,
        case
            when pg_temp.u('swiftbolt/models', made.draw) < 0.6 then made.label
            when pg_temp.u('swiftbolt/models', made.draw) < 0.8 then 'neutral'
        end as gb
) as models
where due.evaluated_at < pg_temp.sample_end()
    and (made.is_kept or (made.horizon = '1M' and made.base_day >= pg_temp.last_day() - 70));

-- Option contracts, scored ---------------------------------------------------------------------
-- Nine strikes around the price, two expiries that are past and three to come, in three modes.

drop table if exists swiftbolt_contracts;
create temp table swiftbolt_contracts on commit drop as
with

expiries as (

    select
        friday + 7 * week as expiry,
        case
            when week < 0 then friday + 7 * week - 5
            else pg_temp.last_day()
        end as run_day
    from (
        select
            pg_temp.last_day() + 1
            + (12 - extract(isodow from pg_temp.last_day() + 1)::int) % 7 as friday
    ) as next_one
    cross join unnest(array[-3, -1, 0, 4, 8]) as week

)

select
    row_number() over (order by own.n, expiries.expiry, side, offset_in_steps) as n_contract,
    own.n,
    own.symbol_id,
    own.ticker,
    expiries.expiry,
    expiries.run_day::timestamp at time zone 'UTC'
        + interval '21 hours 30 minutes' + own.n * interval '10 seconds' as run_at,
    side,
    contract.strike,
    base.price as spot,
    volatility.implied,
    expiries.expiry - expiries.run_day as days_left,
    own.ticker || to_char(expiries.expiry, 'YYMMDD') || upper(left(side, 1))
        || lpad((contract.strike * 1000)::bigint::text, 8, '0') as contract_symbol,
    option.*
from swiftbolt_symbols as own
cross join expiries
cross join unnest(array['call', 'put']) as side
cross join generate_series(-4, 4) as offset_in_steps
cross join lateral (
    select days.adjusted_close as price
    from swiftbolt_days as days
    where days.n = own.n and days.day <= expiries.run_day
    order by days.day desc
    limit 1
) as base
cross join lateral (select pg_temp.swiftbolt_step(base.price) as step) as steps
cross join lateral (
    select (round(base.price / steps.step) + offset_in_steps) * steps.step as strike
) as contract
cross join lateral (
    select
        round(
            own.volatility * sqrt(252)::numeric
            * (1.05 + 0.4 * abs(ln(contract.strike / base.price))), 6
        ) as implied
) as volatility
cross join lateral pg_temp.swiftbolt_option(
    side, base.price, contract.strike, expiries.expiry - expiries.run_day, volatility.implied
) as option
where own.asset_type = 'stock' and own.market_symbol is not null;

insert into options_ranks (
    id, underlying_symbol_id, expiry, strike, side, ml_score, implied_vol, delta, gamma,
    open_interest, volume, run_at, created_at, contract_symbol, theta, vega, rho, bid, ask, mark,
    last_price, momentum_score, value_score, greeks_score, composite_rank, iv_rank, spread_pct,
    vol_oi_ratio, signal_discount, signal_runner, signal_greeks, signal_buy, signals,
    liquidity_confidence, ranking_mode, relative_value_score, entry_difficulty_score,
    ranking_stability_score, iv_rank_source, iv_curve_ok, iv_data_quality_score
)
select
    pg_temp.uid('swiftbolt/rank', key.draw),
    listed.symbol_id,
    listed.expiry,
    listed.strike,
    listed.side::option_side,
    case when rare.draw >= 0.04 then round((scores.composite / 100)::numeric, 4) end,
    case when rare.draw < 0.97 then listed.implied end,
    case when rare.draw < 0.97 then listed.delta end,
    case when rare.draw < 0.97 then listed.gamma end,
    traded.open_interest,
    traded.volume,
    listed.run_at,
    listed.run_at + interval '3 seconds',
    case when rare.draw < 0.98 then listed.contract_symbol end,
    case when rare.draw < 0.97 then listed.theta end,
    case when rare.draw < 0.97 then listed.vega end,
    case when rare.draw < 0.97 then listed.rho end,
    case when rare.draw < 0.99 then prices.bid end,
    case when rare.draw < 0.99 then prices.ask end,
    case when rare.draw < 0.99 then (prices.bid + prices.ask) / 2 end,
    case when traded.volume > 0 then listed.price end,
    case when rare.draw >= 0.04 then scores.momentum end,
    case when rare.draw >= 0.04 then scores.value end,
    case when rare.draw >= 0.04 then scores.greeks end,
    case when rare.draw >= 0.04 then scores.composite end,
    case when rare.draw < 0.97 then round((100 * scores.iv)::numeric, 2)::double precision end,
    case
        when rare.draw < 0.99
            then round(200 * (prices.ask - prices.bid) / (prices.bid + prices.ask),
                2)::double precision
    end,
    round(traded.volume::numeric / nullif(traded.open_interest, 0), 4)::double precision,
    rare.draw >= 0.04 and scores.value > 70,
    rare.draw >= 0.04 and scores.momentum > 75,
    rare.draw >= 0.04 and scores.greeks > 75,
    rare.draw >= 0.04 and scores.composite > 65,
    case
        when rare.draw < 0.04 then null
        when scores.composite > 65 then 'BUY'
        when scores.value > 70 then 'DISCOUNT'
    end,
    case when traded.open_interest > 100 then 1.0 else 0.6 end,
    modes.mode,
    case when modes.mode = 'entry' then scores.value end,
    case when modes.mode = 'entry' then 100 - scores.greeks end,
    case when modes.mode = 'monitor' then 80.0 end,
    case when rare.draw < 0.8 then 'rpc' when rare.draw < 0.97 then 'calculated' end,
    rare.draw < 0.97,
    case when rare.draw < 0.97 then 1.0 else 0.4 end
from swiftbolt_contracts as listed
cross join (values ('entry', 0), ('exit', 1), ('monitor', 2)) as modes (mode, rank)
cross join lateral (select listed.n_contract * 4 + modes.rank as draw) as key
cross join lateral (select pg_temp.u('swiftbolt/rare', key.draw) as draw) as rare
cross join lateral (
    select
        round((100 * pg_temp.u('swiftbolt/momentum', key.draw))::numeric, 2)::double precision
            as momentum,
        round((100 * pg_temp.u('swiftbolt/value', key.draw))::numeric, 2)::double precision
            as value,
        round((100 * (1 - abs(abs(listed.delta) - 0.5)))::numeric, 2)::double precision as greeks,
        pg_temp.u('swiftbolt/iv', listed.n) as iv
) as parts
cross join lateral (
    select
        parts.*,
        round((0.35 * momentum + 0.35 * value + 0.3 * greeks)::numeric, 2)::double precision
            as composite
) as scores
cross join lateral (
    select
        (2000 * pg_temp.u('swiftbolt/interest', listed.n_contract)
            * (1 - 1.6 * abs(abs(listed.delta) - 0.5)))::int as open_interest,
        greatest(0, (500 * pg_temp.u('swiftbolt/traded', listed.n_contract) - 20))::int as volume
) as traded
cross join lateral (
    select
        round(listed.price * 0.985, 2) as bid,
        round(listed.price * 1.015, 2) + 0.01 as ask
) as prices;

insert into options_snapshots (
    id, underlying_symbol_id, contract_symbol, option_type, strike, expiration, bid, ask, last,
    underlying_price, volume, open_interest, delta, gamma, theta, vega, rho, iv, snapshot_time,
    created_at
)
select
    pg_temp.uid('swiftbolt/snapshot', n_contract),
    symbol_id,
    contract_symbol,
    side,
    strike,
    expiry,
    round(price * 0.985, 2),
    round(price * 1.015, 2) + 0.01,
    case when n_contract % 5 > 0 then price end,
    spot,
    (n_contract % 5 * 40)::int,
    (n_contract % 17 * 60)::int,
    delta,
    gamma,
    theta,
    vega,
    rho,
    implied,
    run_at,
    run_at + interval '1 second'
from swiftbolt_contracts
where expiry > pg_temp.last_day();

insert into options_price_history (
    id, underlying_symbol_id, contract_symbol, expiry, strike, side, bid, ask, mark, last_price,
    delta, gamma, theta, vega, rho, implied_vol, volume, open_interest, ml_score, recorded_at,
    created_at, iv_curve_ok, iv_data_quality_score
)
select
    pg_temp.uid('swiftbolt/capture', listed.n_contract * 10 + capture),
    listed.symbol_id,
    listed.contract_symbol,
    listed.expiry,
    listed.strike,
    listed.side,
    round(moved.price * 0.985, 2),
    round(moved.price * 1.015, 2) + 0.01,
    moved.price,
    case when capture % 2 = 0 then moved.price end,
    listed.delta,
    listed.gamma,
    listed.theta,
    listed.vega,
    listed.rho,
    listed.implied,
    capture * 20,
    (listed.n_contract % 17 * 60)::int,
    case when capture < 4 then 0.5 end,
    listed.run_at - capture * interval '90 minutes',
    listed.run_at - capture * interval '90 minutes' + interval '1 second',
    true,
    1.0
from swiftbolt_contracts as listed
cross join generate_series(0, 4) as capture
cross join lateral (
    select
        round(listed.price * (
            1 + 0.03 * pg_temp.z('swiftbolt/capture', listed.n_contract * 10 + capture)
        )::numeric, 2) as price
) as moved
where listed.expiry > pg_temp.last_day() and abs(listed.delta) between 0.3 and 0.7;

-- Option positions -----------------------------------------------------------------------------

drop table if exists swiftbolt_layouts;
create temp table swiftbolt_layouts (
    strategy_type text,
    leg_number int,
    position_type text,
    option_type text,
    steps numeric,
    is_far boolean,
    ratio int,
    leg_role text
) on commit drop;

insert into swiftbolt_layouts
values
    ('bull_call_spread', 1, 'long', 'call', 0, false, 1, 'primary_leg'),
    ('bull_call_spread', 2, 'short', 'call', 2, false, 1, 'income_leg'),
    ('bear_call_spread', 1, 'short', 'call', 1, false, 1, 'primary_leg'),
    ('bear_call_spread', 2, 'long', 'call', 3, false, 1, 'hedge_leg'),
    ('bull_put_spread', 1, 'short', 'put', -1, false, 1, 'primary_leg'),
    ('bull_put_spread', 2, 'long', 'put', -3, false, 1, 'protection_leg'),
    ('bear_put_spread', 1, 'long', 'put', 0, false, 1, 'primary_leg'),
    ('bear_put_spread', 2, 'short', 'put', -2, false, 1, 'income_leg'),
    ('long_straddle', 1, 'long', 'call', 0, false, 1, 'upside_leg'),
    ('long_straddle', 2, 'long', 'put', 0, false, 1, 'downside_leg'),
    ('short_straddle', 1, 'short', 'call', 0, false, 1, 'upside_leg'),
    ('short_straddle', 2, 'short', 'put', 0, false, 1, 'downside_leg'),
    ('long_strangle', 1, 'long', 'call', 2, false, 1, 'upside_leg'),
    ('long_strangle', 2, 'long', 'put', -2, false, 1, 'downside_leg'),
    ('short_strangle', 1, 'short', 'call', 2, false, 1, 'upside_leg'),
    ('short_strangle', 2, 'short', 'put', -2, false, 1, 'downside_leg'),
    ('iron_condor', 1, 'long', 'put', -4, false, 1, 'protection_leg'),
    ('iron_condor', 2, 'short', 'put', -2, false, 1, 'income_leg'),
    ('iron_condor', 3, 'short', 'call', 2, false, 1, 'income_leg'),
    ('iron_condor', 4, 'long', 'call', 4, false, 1, 'protection_leg'),
    ('iron_butterfly', 1, 'long', 'put', -2, false, 1, 'protection_leg'),
    ('iron_butterfly', 2, 'short', 'put', 0, false, 1, 'income_leg'),
    ('iron_butterfly', 3, 'short', 'call', 0, false, 1, 'income_leg'),
    ('iron_butterfly', 4, 'long', 'call', 2, false, 1, 'protection_leg'),
    ('call_ratio_backspread', 1, 'short', 'call', 0, false, 1, 'income_leg'),
    ('call_ratio_backspread', 2, 'long', 'call', 2, false, 2, 'speculation_leg'),
    ('put_ratio_backspread', 1, 'short', 'put', 0, false, 1, 'income_leg'),
    ('put_ratio_backspread', 2, 'long', 'put', -2, false, 2, 'speculation_leg'),
    ('calendar_spread', 1, 'short', 'call', 0, false, 1, 'income_leg'),
    ('calendar_spread', 2, 'long', 'call', 0, true, 1, 'primary_leg'),
    ('diagonal_spread', 1, 'short', 'call', 1, false, 1, 'income_leg'),
    ('diagonal_spread', 2, 'long', 'call', -1, true, 1, 'primary_leg'),
    ('butterfly_spread', 1, 'long', 'call', -2, false, 1, 'downside_leg'),
    ('butterfly_spread', 2, 'short', 'call', 0, false, 2, 'primary_leg'),
    ('butterfly_spread', 3, 'long', 'call', 2, false, 1, 'upside_leg'),
    ('custom', 1, 'long', 'call', 0, false, 1, null),
    ('custom', 2, 'short', 'call', 2, false, 1, null),
    ('custom', 3, 'long', 'put', -3, false, 1, null),
    ('long_call', 1, 'long', 'call', 1, false, 1, 'primary_leg'),
    ('long_put', 1, 'long', 'put', -1, false, 1, 'primary_leg'),
    ('short_call', 1, 'short', 'call', 2, false, 1, 'primary_leg'),
    ('short_put', 1, 'short', 'put', -2, false, 1, 'primary_leg'),
    ('covered_call', 1, 'short', 'call', 1, false, 1, 'income_leg'),
    ('cash_secured_put', 1, 'short', 'put', -1, false, 1, 'income_leg');

-- One row per position: what was opened when, and when and how it ended.
drop table if exists swiftbolt_positions;
create temp table swiftbolt_positions on commit drop as
with

types as (

    select
        row_number() over (order by strategy_type) - 1 as rank,
        strategy_type
    from (select strategy_type from swiftbolt_layouts group by strategy_type) as listed

),

underlyings as (

    -- The symbol that was split comes last: only young positions are on it.
    select
        row_number() over (order by ticker = (select ticker from swiftbolt_split), n) as rank,
        count(*) over () as amount,
        *
    from swiftbolt_symbols
    where asset_type = 'stock' and market_symbol is not null

),

drawn as (

    select
        k,
        types.strategy_type,
        (array['open', 'closed', 'expired', 'rolled', 'open', 'closed', 'expired', 'open'])[
            1 + (k / 22) % 8
        ] as status
    from generate_series(0, greatest(88, pg_temp.scaled(180)) - 1) as k
    join types on types.rank = k % 22

),

dated as (

    select
        drawn.*,
        case drawn.status
            when 'open' then pg_temp.int_between(1, 25, 'swiftbolt/age', k)
            when 'expired' then pg_temp.int_between(55, 150, 'swiftbolt/age', k)
            else pg_temp.int_between(25, 150, 'swiftbolt/age', k)
        end::int as age,
        pg_temp.int_between(4, 20, 'swiftbolt/held', k)::int as held,
        pg_temp.int_between(1, 5, 'swiftbolt/size', k)::int as num_contracts
    from drawn

)

select
    dated.*,
    pg_temp.uid('swiftbolt/strategy', dated.k) as strategy_id,
    pg_temp.uid('swiftbolt/user', 1 + dated.k % pg_temp.scaled(20)) as user_id,
    own.n,
    own.symbol_id,
    own.ticker,
    own.last_session,
    round(own.volatility * sqrt(252)::numeric * 1.1, 6) as volatility,
    opening.day as opened_on,
    opening.spot,
    pg_temp.swiftbolt_step(opening.spot) as step,
    opening.day::timestamp at time zone 'UTC'
        + interval '15 hours' + (pg_temp.u('swiftbolt/hour', dated.k) * 300)::int
            * interval '1 minute'
        as opened_at,
    expiries.near,
    case
        when dated.status = 'expired' then expiries.near
        when dated.status <> 'open' then (
            select max(days.day)
            from swiftbolt_days as days
            where days.n = own.n and days.day <= opening.day + dated.held
        )
    end as ended_on
from dated
join underlyings as own on own.rank = pg_temp.int_between(
    1, own.amount - case when dated.status = 'open' then 0
        else 1 end, 'swiftbolt/underlying', dated.k
)
cross join lateral (
    select
        days.day,
        days.adjusted_close as spot
    from swiftbolt_days as days
    where days.n = own.n and days.day <= pg_temp.last_day() - dated.age
    order by days.day desc
    limit 1
) as opening
cross join lateral (
    -- The first Friday a month ahead or more.
    select
        opening.day + 30 + (12 - extract(isodow from opening.day + 30)::int) % 7 as near
) as expiries;

-- One row per leg. A few open positions have bought back their short leg already.
drop table if exists swiftbolt_legs;
create temp table swiftbolt_legs on commit drop as
select
    row_number() over (order by held.k, layout.leg_number) as n_leg,
    held.k,
    held.n,
    held.strategy_id,
    held.status,
    held.opened_at,
    held.opened_on,
    held.volatility,
    held.last_session,
    layout.leg_number,
    layout.leg_role,
    layout.position_type,
    layout.option_type,
    case layout.position_type when 'long' then 1 else -1 end as direction,
    terms.strike,
    terms.expiry,
    layout.ratio * held.num_contracts as contracts,
    greatest(entry.price, 0.10) as entry_price,
    greatest(entry.price, 0.10) * layout.ratio * held.num_contracts * 100 as entry_cost,
    entry.delta as entry_delta,
    entry.gamma as entry_gamma,
    entry.theta as entry_theta,
    entry.vega as entry_vega,
    entry.rho as entry_rho,
    leaving.exit_day,
    leaving.exit_day::timestamp at time zone 'UTC'
        + case when held.status = 'expired' then interval '21 hours'
            else interval '20 hours 30 minutes' end
        as exited_at,
    held.status = 'expired' and terms.expiry = leaving.exit_day as ran_out,
    case
        when held.status = 'expired' and terms.expiry = leaving.exit_day then greatest(
            0,
            case layout.option_type
                when 'call' then closing.spot - terms.strike
                else terms.strike - closing.spot
            end
        )
        else exit.price
    end as exit_price
from swiftbolt_positions as held
join swiftbolt_layouts as layout on layout.strategy_type = held.strategy_type
cross join lateral (
    select
        (round(held.spot / held.step) + layout.steps) * held.step as strike,
        held.near + case when layout.is_far then 28 else 0 end as expiry
) as terms
cross join lateral pg_temp.swiftbolt_option(
    layout.option_type, held.spot, terms.strike, terms.expiry - held.opened_on, held.volatility
) as entry
cross join lateral (
    select
        case
            when held.ended_on is not null then held.ended_on
            when held.k % 2 = 0
                and held.age > 4
                and layout.position_type = 'short'
                and held.strategy_type in (
                    'calendar_spread', 'diagonal_spread', 'bull_call_spread', 'bear_put_spread'
                )
                then held.last_session - 1
        end as wished_day
) as wish
left join lateral (
    select max(days.day) as exit_day
    from swiftbolt_days as days
    where days.n = held.n and days.day <= wish.wished_day
) as leaving on true
left join swiftbolt_days as closed_on
    on closed_on.n = held.n and closed_on.day = leaving.exit_day
cross join lateral (select closed_on.adjusted_close as spot) as closing
left join lateral pg_temp.swiftbolt_option(
    layout.option_type,
    closing.spot,
    terms.strike,
    terms.expiry - leaving.exit_day,
    held.volatility
) as exit on leaving.exit_day is not null;

-- The legs valued at the close of each of the last fifteen sessions the position was held.
drop table if exists swiftbolt_marks;
create temp table swiftbolt_marks on commit drop as
select
    legs.*,
    sessions.day,
    sessions.spot,
    coalesce(sessions.day >= legs.exit_day, false) as is_over,
    option.price,
    option.delta,
    option.gamma,
    option.theta,
    option.vega,
    option.rho,
    legs.direction * option.price * legs.contracts * 100 as value
from swiftbolt_legs as legs
join swiftbolt_positions as held on held.k = legs.k
cross join lateral (
    select
        days.day,
        days.adjusted_close as spot
    from swiftbolt_days as days
    where days.n = legs.n
        and days.day between legs.opened_on and coalesce(held.ended_on, legs.last_session)
    order by days.day desc
    limit 15
) as sessions
cross join lateral pg_temp.swiftbolt_option(
    legs.option_type, sessions.spot, legs.strike, legs.expiry - sessions.day, legs.volatility
) as option;

drop table if exists swiftbolt_values;
create temp table swiftbolt_values on commit drop as
select
    k,
    day,
    min(spot) as spot,
    coalesce(sum(value) filter (where not is_over), 0) as value,
    coalesce(sum(entry_cost) filter (where not is_over and direction = 1), 0) as debit,
    coalesce(sum(entry_cost) filter (where not is_over and direction = -1), 0) as credit,
    sum(direction * (exit_price - entry_price) * contracts * 100) filter (where is_over)
        as realized,
    sum(direction * contracts * delta) filter (where not is_over) as delta,
    sum(direction * contracts * gamma) filter (where not is_over) as gamma,
    sum(direction * contracts * theta) filter (where not is_over) as theta,
    sum(direction * contracts * vega) filter (where not is_over) as vega,
    sum(direction * contracts * rho) filter (where not is_over) as rho,
    min(expiry - day) filter (where not is_over) as min_dte,
    max(expiry - day) filter (where not is_over) as max_dte
from swiftbolt_marks
group by k, day;

-- Profit and loss at expiry for each price where a leg bends it: the extremes are the most that
-- can be lost and won, unless the last stretch runs on without end.
drop table if exists swiftbolt_payoffs;
create temp table swiftbolt_payoffs on commit drop as
with

knots as (

    select
        k,
        0::numeric as price
    from swiftbolt_positions

    union

    select k, strike
    from swiftbolt_legs

    union

    select k, 3 * spot
    from swiftbolt_positions

),

results as (

    select
        knots.k,
        knots.price,
        knots.price = 3 * held.spot as is_last,
        sum(legs.direction * legs.contracts * 100 * (
            greatest(0, case legs.option_type
                when 'call' then knots.price - legs.strike
                else legs.strike - knots.price
            end) - legs.entry_price
        )) + case
            when held.strategy_type = 'covered_call'
                then held.num_contracts * 100 * (knots.price - held.spot)
            else 0
        end as result
    from knots
    join swiftbolt_positions as held on held.k = knots.k
    join swiftbolt_legs as legs on legs.k = knots.k
    group by knots.k, knots.price, held.spot, held.strategy_type, held.num_contracts

),

paired as (

    select
        *,
        lag(price) over (partition by k order by price) as price_before,
        lag(result) over (partition by k order by price) as result_before
    from results

),

summed as (

    select
        k,
        min(result) filter (where not is_last) as worst,
        max(result) filter (where not is_last) as best,
        sum(result - result_before) filter (where is_last) as last_stretch,
        bool_or(result > 0) filter (where price = 0) as wins_at_zero,
        array_agg(
            round(price_before - (price - price_before)
                * result_before / (result - result_before), 2)
            order by price
        ) filter (where result * result_before < 0) as breakevens
    from paired
    group by k

)

select
    held.k,
    case
        when held.strategy_type = 'custom' then null
        when held.strategy_type in ('calendar_spread', 'diagonal_spread') then greatest(0, cost.net)
        when summed.last_stretch >= 0 then greatest(0, -summed.worst)
    end as max_risk,
    case
        when held.strategy_type in ('custom', 'calendar_spread', 'diagonal_spread') then null
        when summed.last_stretch <= 0 then greatest(0, summed.best)
    end as max_reward,
    case
        when held.strategy_type not in ('calendar_spread', 'diagonal_spread')
            then summed.breakevens
    end as breakevens,
    summed.wins_at_zero
from swiftbolt_positions as held
join summed on summed.k = held.k
cross join lateral (
    select sum(legs.direction * legs.entry_cost) as net
    from swiftbolt_legs as legs
    where legs.k = held.k
) as cost;

drop table if exists swiftbolt_alerts;
create temp table swiftbolt_alerts on commit drop as
select
    row_number() over (order by held.k, alert) as n_alert,
    pg_temp.uid('swiftbolt/alert', held.k * 4 + alert) as alert_id,
    held.k,
    held.strategy_id,
    held.user_id,
    kinds.*,
    held.opened_at + pg_temp.u('swiftbolt/raised', held.k * 4 + alert) * (
        coalesce(held.ended_on, pg_temp.last_day())::timestamp at time zone 'UTC'
        + interval '20 hours' - held.opened_at
    ) as raised_at,
    pg_temp.u('swiftbolt/handled', held.k * 4 + alert) as handled
from swiftbolt_positions as held
cross join lateral generate_series(
    1, pg_temp.int_between(1, 3, 'swiftbolt/alerts', held.k)::int
) as alert
join (values
    (0, 'expiration_soon', 'warning', 'Expires soon', true),
    (1, 'strike_breached', 'critical', 'Price crossed a short strike', true),
    (2, 'forecast_flip', 'warning', 'The forecast turned', false),
    (3, 'assignment_risk', 'critical', 'Early assignment is likely', true),
    (4, 'profit_target_hit', 'info', 'Profit target reached', false),
    (5, 'stop_loss_hit', 'critical', 'Loss limit reached', true),
    (6, 'vega_squeeze', 'warning', 'Volatility fell', false),
    (7, 'theta_decay_benefit', 'info', 'Time decay is paying', false),
    (8, 'volatility_spike', 'warning', 'Volatility rose', false),
    (9, 'gamma_risk', 'warning', 'Delta moves fast', false),
    (10, 'leg_closed', 'info', 'A leg was closed', true),
    (11, 'strategy_auto_adjusted', 'info', 'Adjusted by rule', false),
    (12, 'custom', 'info', 'Reminder', false)
) as kinds (rank, alert_type, severity, title, is_about_leg)
    on kinds.rank = (held.k + alert) % 13;

insert into options_strategies (
    id, user_id, name, strategy_type, underlying_symbol_id, underlying_ticker, created_at,
    opened_at, closed_at, status, total_debit, total_credit, net_premium, num_contracts, max_risk,
    max_reward, max_risk_pct, breakeven_points, profit_zones, current_value, total_pl,
    total_pl_pct, realized_pl, forecast_id, forecast_alignment, forecast_confidence,
    alignment_check_at, combined_delta, combined_gamma, combined_theta, combined_vega,
    combined_rho, greeks_updated_at, min_dte, max_dte, tags, notes, last_alert_at, version,
    updated_at, valid_from, valid_to
)
select
    held.strategy_id,
    held.user_id,
    held.ticker || ' ' || replace(held.strategy_type, '_', ' ') || ' '
        || to_char(held.near, 'YYYY-MM-DD'),
    held.strategy_type::strategy_type,
    -- A hand-made position may know its underlying by ticker only.
    case when held.strategy_type <> 'custom' or held.status <> 'rolled' then held.symbol_id end,
    held.ticker,
    held.opened_at - interval '5 minutes',
    held.opened_at,
    ending.closed_at,
    held.status::strategy_status,
    latest.debit,
    latest.credit,
    latest.credit - latest.debit,
    held.num_contracts,
    risk.max_risk,
    risk.max_reward,
    round(100 * risk.max_risk / (held.spot * 100 * held.num_contracts), 4),
    risk.breakevens,
    zones.listed,
    latest.value,
    result.total,
    round(100 * result.total / nullif(risk.max_risk, 0), 4),
    latest.realized,
    forecast.forecast_id,
    forecast.label::trend_label,
    round(forecast.confidence::numeric, 4),
    case when forecast.forecast_id is not null then held.opened_at end,
    latest.delta,
    latest.gamma,
    latest.theta,
    latest.vega,
    latest.rho,
    case when held.ended_on is null then latest.day + time '21:15' end,
    latest.min_dte,
    latest.max_dte,
    case when held.k % 3 = 0 then '["swing"]'::jsonb end,
    case when held.k % 5 = 0 then 'Opened after the morning scan.' end,
    case when held.k % 4 > 0 then alerts.last_raised_at end,
    1 + (pg_temp.u('swiftbolt/version', held.k) * 6)::int,
    greatest(
        ending.closed_at,
        case when held.ended_on is null then (latest.day + time '21:15') end,
        alerts.last_raised_at
    ),
    held.opened_at,
    case when held.status = 'rolled' then ending.closed_at end
from swiftbolt_positions as held
join swiftbolt_values as latest
    on latest.k = held.k and latest.day = coalesce(held.ended_on, held.last_session)
join swiftbolt_payoffs as risk on risk.k = held.k
cross join lateral (
    select
        held.ended_on::timestamp at time zone 'UTC' + case
            when held.status = 'expired' then interval '21 hours'
                else interval '20 hours 30 minutes'
        end as closed_at
) as ending
cross join lateral (
    select
        coalesce(latest.realized, 0) + latest.credit - latest.debit + latest.value as total
) as result
cross join lateral (
    select max(raised_at) as last_raised_at
    from swiftbolt_alerts as raised
    where raised.k = held.k
) as alerts
cross join lateral (
    -- Profit and loss change sign at every breakeven.
    select
        jsonb_agg(
            jsonb_build_object(
                'from', case when zone = 0 then 0 else risk.breakevens[zone] end,
                'to', risk.breakevens[zone + 1]
            ) order by zone
        ) as listed
    from generate_series(0, cardinality(risk.breakevens)) as zone
    where (zone % 2 = 0) = risk.wins_at_zero
) as zones
left join lateral (
    select
        made.forecast_id,
        made.label,
        made.confidence
    from swiftbolt_forecasts as made
    where made.n = held.n
        and made.is_kept
        and made.horizon = '1M'
        and made.run_at <= held.opened_at
    order by made.run_at desc
    limit 1
) as forecast on true;

insert into options_legs (
    id, strategy_id, leg_number, leg_role, position_type, option_type, strike, expiry,
    dte_at_entry, current_dte, entry_timestamp, entry_price, contracts, total_entry_cost,
    current_price, current_value, unrealized_pl, unrealized_pl_pct, is_closed, exit_price,
    exit_timestamp, realized_pl, entry_delta, entry_gamma, entry_theta, entry_vega, entry_rho,
    current_delta, current_gamma, current_theta, current_vega, current_rho, greeks_updated_at,
    entry_implied_vol, current_implied_vol, vega_exposure, is_assigned, assignment_timestamp,
    assignment_price, is_exercised, exercise_timestamp, exercise_price, is_itm, is_deep_itm,
    is_breaching_strike, is_near_expiration, notes, updated_at
)
select
    pg_temp.uid('swiftbolt/leg', legs.n_leg),
    legs.strategy_id,
    legs.leg_number,
    legs.leg_role::leg_role,
    legs.position_type::position_type,
    legs.option_type::option_side,
    legs.strike,
    legs.expiry,
    legs.expiry - legs.opened_on,
    legs.expiry - mark.day,
    legs.opened_at,
    legs.entry_price,
    legs.contracts,
    legs.entry_cost,
    mark.price,
    mark.value,
    mark.value - legs.direction * legs.entry_cost,
    round(100 * (mark.value - legs.direction * legs.entry_cost) / legs.entry_cost, 4),
    legs.exit_day is not null,
    legs.exit_price,
    legs.exited_at,
    legs.direction * (legs.exit_price - legs.entry_price) * legs.contracts * 100,
    legs.entry_delta,
    legs.entry_gamma,
    legs.entry_theta,
    legs.entry_vega,
    legs.entry_rho,
    mark.delta,
    mark.gamma,
    mark.theta,
    mark.vega,
    mark.rho,
    mark.day + time '21:15',
    legs.volatility,
    case when mark.day is not null then legs.volatility end,
    round(legs.direction * legs.contracts * mark.vega * 100, 4),
    coalesce(worth.is_used and legs.direction = -1, false),
    case when worth.is_used and legs.direction = -1 then legs.exited_at + interval '1 hour' end,
    case when worth.is_used and legs.direction = -1 then legs.strike end,
    coalesce(worth.is_used and legs.direction = 1, false),
    case when worth.is_used and legs.direction = 1 then legs.exited_at + interval '1 hour' end,
    case when worth.is_used and legs.direction = 1 then legs.strike end,
    worth.in_the_money > 0,
    worth.in_the_money > 0.05 * mark.spot,
    case when legs.direction = -1 then worth.in_the_money > 0 end,
    legs.expiry - mark.day <= 7,
    case when legs.n_leg % 11 = 0 then 'Filled at the middle.' end,
    coalesce(legs.exited_at + interval '1 hour', mark.day + time '21:15')
from swiftbolt_legs as legs
left join swiftbolt_marks as mark
    on mark.n_leg = legs.n_leg
    and mark.day = legs.last_session
    and legs.exit_day is null
cross join lateral (
    select
        legs.ran_out and legs.exit_price > 0 as is_used,
        case legs.option_type
            when 'call' then mark.spot - legs.strike else legs.strike - mark.spot
        end as in_the_money
) as worth;

-- Some legs were bought in two lots, whose average is the price of the leg.
insert into options_leg_entries (id, leg_id, entry_price, contracts, entry_timestamp, notes)
select
    pg_temp.uid('swiftbolt/entry', legs.n_leg * 2 + lots.lot),
    pg_temp.uid('swiftbolt/leg', legs.n_leg),
    legs.entry_price + case
        when not split.is_split then 0
        when lots.lot = 0 then 0.005 * (legs.contracts - split.first_lot)
        else -0.005 * split.first_lot
    end,
    case
        when not split.is_split then legs.contracts
        when lots.lot = 0 then split.first_lot
        else legs.contracts - split.first_lot
    end,
    legs.opened_at + lots.lot * interval '30 minutes',
    case when lots.lot = 1 then 'Second lot.' end
from swiftbolt_legs as legs
cross join lateral (
    select
        legs.contracts > 1 and pg_temp.u('swiftbolt/lots', legs.n_leg) < 0.5 as is_split,
        legs.contracts / 2 as first_lot
) as split
cross join generate_series(0, 1) as lots (lot)
where lots.lot = 0 or split.is_split;

insert into options_multi_leg_alerts (
    id, strategy_id, leg_id, alert_type, severity, title, reason, details, suggested_action,
    created_at, acknowledged_at, resolved_at, resolution_action, action_required
)
select
    raised.alert_id,
    raised.strategy_id,
    case when raised.is_about_leg then pg_temp.uid('swiftbolt/leg', legs.n_leg) end,
    raised.alert_type::multi_leg_alert_type,
    raised.severity::alert_severity,
    raised.title,
    case when raised.severity <> 'info' then 'A limit of the position was crossed.' end,
    case when raised.n_alert % 2 = 0 then jsonb_build_object('rule', raised.alert_type) end,
    case when raised.severity = 'critical' then 'Close or roll the leg.' end,
    raised.raised_at,
    case
        when raised.handled < 0.6
            then least(raised.raised_at + interval '20 minutes', pg_temp.sample_end()
                - interval '1 hour')
    end,
    case
        when raised.handled < 0.35
            then least(raised.raised_at + interval '3 hours', pg_temp.sample_end()
                - interval '1 minute')
    end,
    case when raised.handled < 0.35 then 'position adjusted' end,
    raised.severity <> 'info'
from swiftbolt_alerts as raised
join swiftbolt_legs as legs on legs.k = raised.k and legs.leg_number = 1;

insert into options_strategy_metrics (
    id, strategy_id, recorded_at, recorded_timestamp, underlying_price, total_value, total_pl,
    total_pl_pct, delta_snapshot, gamma_snapshot, theta_snapshot, vega_snapshot, min_dte,
    alert_count, critical_alert_count
)
select
    pg_temp.uid('swiftbolt/metric', held.k * 1000 + (valued.day - held.opened_on)),
    held.strategy_id,
    valued.day,
    valued.day + time '21:15',
    valued.spot,
    valued.value,
    result.total,
    round(100 * result.total / nullif(risk.max_risk, 0), 4),
    valued.delta,
    valued.gamma,
    valued.theta,
    valued.vega,
    valued.min_dte,
    coalesce(raised.amount, 0),
    coalesce(raised.critical, 0)
from swiftbolt_values as valued
join swiftbolt_positions as held on held.k = valued.k
join swiftbolt_payoffs as risk on risk.k = valued.k
cross join lateral (
    select
        coalesce(valued.realized, 0) + valued.credit - valued.debit + valued.value as total
) as result
left join (
    select
        k,
        raised_at::date as day,
        count(*) as amount,
        count(*) filter (where severity = 'critical') as critical
    from swiftbolt_alerts
    group by k, raised_at::date
) as raised on raised.k = valued.k and raised.day = valued.day;

insert into multi_leg_journal (id, strategy_id, action, actor_id, details, created_at)
with

events as (

    select k, strategy_id, 'created' as action, user_id as actor_id, opened_at as happened_at
    from swiftbolt_positions

    union all

    select
        legs.k,
        legs.strategy_id,
        'leg_added',
        held.user_id,
        legs.opened_at + legs.leg_number * interval '1 second'
    from swiftbolt_legs as legs
    join swiftbolt_positions as held on held.k = legs.k

    union all

    select
        legs.k,
        legs.strategy_id,
        'leg_closed',
        case when legs.status <> 'expired' then held.user_id end,
        legs.exited_at - (10 - legs.leg_number) * interval '1 second'
    from swiftbolt_legs as legs
    join swiftbolt_positions as held on held.k = legs.k
    where legs.exit_day is not null

    union all

    select
        k,
        strategy_id,
        case status when 'rolled' then 'strategy_rolled' else 'strategy_closed' end,
        case when status <> 'expired' then user_id end,
        ended_on::timestamp at time zone 'UTC'
            + case when status = 'expired' then interval '21 hours'
                else interval '20 hours 30 minutes' end
    from swiftbolt_positions
    where status <> 'open'

    union all

    select k, strategy_id, 'alert_generated', null, raised_at
    from swiftbolt_alerts

    union all

    select
        k,
        strategy_id,
        'alert_acknowledged',
        user_id,
        least(raised_at + interval '20 minutes', pg_temp.sample_end() - interval '1 hour')
    from swiftbolt_alerts
    where handled < 0.6

    union all

    select
        held.k,
        held.strategy_id,
        kinds.action,
        case when kinds.action = 'note_added' then held.user_id end,
        held.opened_at + kinds.after
    from swiftbolt_positions as held
    cross join (values
        ('price_updated', interval '50 minutes'),
        ('greeks_updated', interval '51 minutes'),
        ('note_added', interval '70 minutes')
    ) as kinds (action, after)
    where held.k % 2 = 0

    union all

    -- The position it was about is gone.
    select null, null, 'note_added', pg_temp.uid('swiftbolt/user', 1), pg_temp.sample_end()
        - interval '9 days'

)

select
    pg_temp.uid(
        'swiftbolt/journal', row_number() over (order by happened_at, k, action,
            actor_id nulls first)
    ),
    strategy_id,
    action::journal_action,
    actor_id,
    case when action <> 'note_added' then jsonb_build_object('via', 'app') end,
    happened_at
from events;

insert into options_strategy_templates (
    id, name, strategy_type, leg_config, typical_max_risk, typical_max_reward, typical_cost_pct,
    description, best_for, market_condition, created_by, created_at, updated_at,
    is_system_template, is_public
)
select
    pg_temp.uid('swiftbolt/template', row_number() over (order by strategy_type)),
    initcap(replace(strategy_type, '_', ' ')),
    strategy_type::strategy_type,
    jsonb_agg(
        jsonb_build_object(
            'position', position_type, 'type', option_type, 'steps', steps, 'ratio', ratio
        ) order by leg_number
    ),
    case when strategy_type not like 'short%' then 500 end,
    case when strategy_type not like 'long%' then 400 end,
    case when strategy_type like '%spread' then 1.5 end,
    case when strategy_type <> 'custom' then 'Standard layout.' end,
    case when strategy_type <> 'custom' then 'a clear view' end,
    (array['bullish', 'bearish', 'neutral', 'volatile', 'range_bound', null])[
        1 + (row_number() over (order by strategy_type) % 6)::int
    ]::market_condition,
    case when strategy_type = 'custom' then pg_temp.uid('swiftbolt/user', 1) end,
    pg_temp.sample_end() - interval '125 days',
    pg_temp.sample_end() - interval '125 days',
    strategy_type <> 'custom',
    strategy_type <> 'custom'
from swiftbolt_layouts
group by strategy_type;

-- Watchlists and alerts of users -----------------------------------------------------------------
-- One to three lists of at most twelve symbols. Only the first user watches fifty, on four lists:
-- as many as the platform allows.

drop table if exists swiftbolt_lists;
create temp table swiftbolt_lists on commit drop as
select
    person * 4 + list as k,
    pg_temp.uid('swiftbolt/watchlist', person * 4 + list) as watchlist_id,
    pg_temp.uid('swiftbolt/user', person) as user_id,
    (array['Core', 'Earnings', 'Income', 'Other'])[list] as name,
    pg_temp.sample_end() - pg_temp.int_between(20, 119, 'swiftbolt/listed', person * 4 + list)
        * interval '1 day' + interval '9 hours' as created_at
from generate_series(1, pg_temp.scaled(20)) as person
cross join lateral generate_series(
    1,
    case when person = 1 then 4 else pg_temp.int_between(1, 3, 'swiftbolt/lists', person)::int end
) as list;

drop table if exists swiftbolt_items;
create temp table swiftbolt_items on commit drop as
select
    lists.k,
    lists.watchlist_id,
    picked.symbol_id,
    lists.created_at + picked.rank * interval '11 hours' as added_at
from swiftbolt_lists as lists
cross join lateral (
    select
        own.symbol_id,
        row_number() over (order by pg_temp.u('swiftbolt/item', lists.k * 100 + own.n)) as rank
    from swiftbolt_symbols as own
    where own.is_active is distinct from false
) as picked
where picked.rank <= case
    when lists.k > 8 then pg_temp.int_between(3, 12, 'swiftbolt/items', lists.k)
    when lists.k > 6 then 12
    else 13
end;

insert into watchlists (id, user_id, name, created_at, updated_at)
select
    watchlist_id,
    user_id,
    name,
    created_at,
    (select max(added_at) from swiftbolt_items as items where items.k = lists.k)
from swiftbolt_lists as lists;

insert into watchlist_items (watchlist_id, symbol_id, added_at)
select
    watchlist_id,
    symbol_id,
    added_at
from swiftbolt_items;

insert into scanner_alerts (
    id, symbol_id, user_id, triggered_at, condition_label, severity, dismissed, created_at,
    condition_type, details, is_read, expires_at
)
select
    pg_temp.uid('swiftbolt/scan', k),
    own.symbol_id,
    case
        when pg_temp.u('swiftbolt/scope', k) < 0.7
            then pg_temp.uid('swiftbolt/user',
                pg_temp.int_between(1, pg_temp.scaled(20), 'swiftbolt/whose', k))
    end,
    times.triggered_at,
    kinds.label,
    kinds.severity,
    draws.handled < 0.2,
    times.triggered_at + interval '1 second',
    case when draws.extra < 0.9 then kinds.type end,
    case when draws.extra < 0.8 then jsonb_build_object('timeframe', 'd1') end,
    case when draws.extra < 0.95 then draws.handled < 0.6 end,
    case when draws.extra < 0.5 then times.triggered_at + interval '7 days' end
from generate_series(1, pg_temp.scaled(300)) as k
cross join lateral (
    select
        pg_temp.u('swiftbolt/handled_scan', k) as handled,
        pg_temp.u('swiftbolt/extra_scan', k) as extra
) as draws
cross join lateral (
    select
        pg_temp.sample_end() - interval '1 hour'
        - pg_temp.int_between(0, 41000, 'swiftbolt/when', k) * interval '1 minute' as triggered_at
) as times
join (
    select
        symbol_id,
        row_number() over (order by n) as rank
    from swiftbolt_symbols
    where market_symbol is not null
) as own on own.rank = pg_temp.int_between(1, 14, 'swiftbolt/scanned', k)
join (values
    (0, 'RSI below 30', 'info', 'rsi_oversold'),
    (1, 'RSI above 70', 'info', 'rsi_overbought'),
    (2, 'Volume three times the usual', 'warning', 'volume_spike'),
    (3, 'Price crossed its 50-day average', 'info', 'average_cross'),
    (4, 'Gap of more than 5 percent', 'critical', 'gap')
) as kinds (rank, label, severity, type) on kinds.rank = k % 5;

-- Jobs ------------------------------------------------------------------------------------------
-- Each batch of bars of the main provider and of the intraday feed was written by one
-- successful run, so coverage, runs and bars tell the same.

drop table if exists swiftbolt_definitions;
create temp table swiftbolt_definitions on commit drop as
select
    row_number() over (order by own.n, kinds.job_type, kinds.timeframe) as k,
    pg_temp.uid(
        'swiftbolt/job', row_number() over (order by own.n, kinds.job_type, kinds.timeframe)
    ) as job_def_id,
    own.n,
    own.symbol_id,
    own.ticker,
    kinds.*
from swiftbolt_symbols as own
cross join (values
    ('fetch_historical', 'd1', 420), ('fetch_historical', 'w1', 420),
    ('fetch_historical', 'h4', 12), ('fetch_historical', 'h1', 12),
    ('fetch_historical', 'm15', 12), ('fetch_intraday', 'd1', 1),
    ('fetch_intraday', 'm15', 1), ('run_forecast', 'd1', 420)
) as kinds (job_type, timeframe, window_days)
where own.market_symbol is not null;

insert into job_definitions (
    id, job_type, symbol, timeframe, window_days, priority, enabled, created_at, updated_at,
    symbols_array, batch_number, total_batches, batch_version, symbol_id
)
select
    job_def_id,
    job_type,
    ticker,
    timeframe,
    window_days,
    case job_type when 'fetch_intraday' then 300 when 'run_forecast' then 200 else 100 end,
    true,
    pg_temp.sample_end() - interval '125 days',
    pg_temp.sample_end() - interval '124 days',
    null::jsonb,
    null::int,
    null::int,
    1,
    symbol_id
from swiftbolt_definitions

union all

-- A batch of symbols in one job, switched off again.
select
    pg_temp.uid('swiftbolt/job', 10000),
    'fetch_historical',
    'BATCH_1',
    'd1',
    30,
    50,
    false,
    pg_temp.sample_end() - interval '60 days',
    pg_temp.sample_end() - interval '20 days',
    '["AAPL", "MSFT"]'::jsonb,
    1,
    1,
    2,
    null;

drop table if exists swiftbolt_runs;
create temp table swiftbolt_runs on commit drop as
with

batches as (

    select
        n,
        timeframe,
        provider,
        case when is_intraday then 'fetch_intraday' else 'fetch_historical' end as job_type,
        min(ts) as slice_from,
        max(ts) as slice_to,
        count(*)::int as rows_written,
        loaded_at
    from swiftbolt_loaded
    where provider = 'alpaca' or is_intraday
    group by n, timeframe, provider, is_intraday, loaded_at

),

runs as (

    select
        definition.job_def_id,
        definition.ticker,
        batches.timeframe,
        batches.job_type,
        batches.slice_from,
        batches.slice_to,
        'success' as status,
        batches.rows_written,
        batches.provider,
        batches.loaded_at - interval '20 seconds' as started_at,
        batches.loaded_at + interval '5 seconds' as finished_at,
        null as error
    from batches
    join swiftbolt_definitions as definition
        on definition.n = batches.n
        and definition.timeframe = batches.timeframe
        and definition.job_type = batches.job_type

    union all

    -- The forecasts of the last five mornings; they write no bars.
    select
        definition.job_def_id,
        definition.ticker,
        'd1',
        'run_forecast',
        null,
        null,
        'success',
        0,
        null,
        made.run_at - interval '50 seconds',
        made.run_at + interval '5 seconds',
        null
    from swiftbolt_forecasts as made
    join swiftbolt_definitions as definition
        on definition.n = made.n and definition.job_type = 'run_forecast'
    where made.horizon = '1M' and made.base_day >= pg_temp.last_day() - 6

    union all

    -- What did not go well, and what is not done yet.
    select
        case when definition.k % 5 > 0 then definition.job_def_id end,
        case when endings.status <> 'cancelled' then definition.ticker end,
        definition.timeframe,
        definition.job_type,
        times.at - interval '1 day',
        times.at,
        endings.status,
        0,
        case when endings.status in ('failed', 'running') then 'alpaca' end,
        case when endings.status in ('failed', 'running') then times.at end,
        case when endings.status in ('failed', 'cancelled')
            then times.at + interval '30 seconds' end,
        endings.error
    from swiftbolt_definitions as definition
    join (values
        (0, 'failed', 'RATE_LIMIT'), (1, 'cancelled', null), (2, 'running', null),
        (3, 'queued', null), (4, 'failed', 'TIMEOUT'), (5, 'failed', null)
    ) as endings (rank, status, error) on endings.rank = definition.k % 6
    cross join lateral (
        select
            pg_temp.sample_end() - case
                when endings.status in ('queued', 'running') then interval '5 minutes'
                else (1 + definition.k % 9) * interval '1 day' - definition.k * interval '1 minute'
            end as at
    ) as times

)

select
    row_number() over (
        order by coalesce(started_at, slice_to), ticker, timeframe, job_type, status
    ) as k,
    *
from runs;

insert into job_runs (
    id, job_def_id, symbol, timeframe, job_type, slice_from, slice_to, status, progress_percent,
    rows_written, provider, attempt, error_message, error_code, triggered_by, started_at,
    finished_at, created_at, updated_at, idx_hash, actual_cost, expected_cost
)
select
    pg_temp.uid('swiftbolt/run', k),
    job_def_id,
    ticker,
    timeframe,
    job_type,
    slice_from,
    slice_to,
    status,
    case status when 'success' then 100 when 'running' then 40 else 0 end,
    rows_written,
    provider,
    case when status = 'failed' then 3 else 1 end,
    case when status = 'failed' then 'The provider did not answer in time.' end,
    error,
    case when job_def_id is null then 'user' else 'cron' end,
    started_at,
    finished_at,
    coalesce(started_at, slice_to, finished_at) - interval '10 seconds',
    coalesce(finished_at, started_at, slice_to),
    md5(concat_ws('|', ticker, timeframe, slice_from, slice_to)),
    case when status = 'success' then 1 end,
    1
from swiftbolt_runs;

insert into coverage_status (
    symbol, timeframe, from_ts, to_ts, last_success_at, last_rows_written, last_provider,
    created_at, updated_at, symbol_id
)
select
    own.ticker,
    covered.timeframe,
    covered.from_ts,
    covered.to_ts,
    newest.finished_at,
    newest.rows_written,
    newest.provider,
    pg_temp.sample_end() - interval '125 days',
    newest.finished_at,
    own.symbol_id
from (
    select
        n,
        timeframe,
        min(ts) as from_ts,
        max(ts) as to_ts
    from swiftbolt_loaded
    where not is_forecast
    group by n, timeframe
) as covered
join swiftbolt_symbols as own on own.n = covered.n
join (
    select
        *,
        row_number() over (partition by ticker, timeframe order by finished_at desc, k desc) as rank
    from swiftbolt_runs
    where status = 'success' and rows_written > 0
) as newest
    on newest.ticker = own.ticker and newest.timeframe = covered.timeframe and newest.rank = 1

union all

-- Asked for, never loaded. The second is known by ticker only.
select
    wanted.ticker,
    'd1',
    null,
    null,
    null,
    null,
    null,
    pg_temp.sample_end() - interval '30 days',
    pg_temp.sample_end() - interval '30 days',
    own.symbol_id
from (values ('ESZ6'), ('FRC')) as wanted (ticker)
left join swiftbolt_symbols as own on own.ticker = wanted.ticker and own.ticker <> 'FRC';

insert into job_queue (
    id, job_type, symbol, status, priority, payload, error_message, attempts, max_attempts,
    created_at, started_at, completed_at, symbol_id
)
select
    pg_temp.uid('swiftbolt/queued', k),
    (array['backfill', 'options_scrape', 'forecast'])[1 + (k % 3)],
    own.ticker,
    states.status,
    1 + (k % 10),
    case when k % 4 > 0 then jsonb_build_object('timeframe', 'd1') end,
    case when states.status = 'failed' then 'The provider did not answer in time.' end,
    case states.status when 'pending' then 0 when 'failed' then 3 else 1 end,
    3,
    times.queued_at,
    case when states.status <> 'pending' then times.queued_at + interval '1 minute' end,
    case when states.status in ('completed', 'failed')
        then times.queued_at + interval '3 minutes' end,
    case when k % 6 > 0 then own.symbol_id end
from generate_series(0, 119) as k
join swiftbolt_symbols as own on own.n = 1 + k % 14
cross join lateral (
    select (array['completed', 'completed', 'failed', 'pending', 'processing'])[1 + (k % 5)]
        as status
) as states
cross join lateral (
    select
        pg_temp.sample_end() - case
            when states.status in ('pending', 'processing') then interval '4 minutes'
            else (1 + k % 6) * interval '1 day'
        end as queued_at
) as times;

insert into ranking_jobs (
    id, symbol, status, created_at, started_at, completed_at, error_message, retry_count,
    max_retries, requested_by, priority, symbol_id
)
select
    pg_temp.uid('swiftbolt/ranking', k),
    own.ticker,
    states.status::job_status,
    times.queued_at,
    case when states.status <> 'pending' then times.queued_at + interval '1 minute' end,
    case when states.status in ('completed', 'failed')
        then times.queued_at + interval '2 minutes' end,
    case when states.status = 'failed' then 'No option chain.' end,
    case when states.status = 'failed' then 3 else 0 end,
    3,
    case when k % 3 > 0 then 'watchlist' end,
    k % 5,
    case when k % 7 > 0 then own.symbol_id end
from generate_series(0, 79) as k
join swiftbolt_symbols as own on own.n = 1 + k % 14
cross join lateral (
    select (array['completed', 'completed', 'failed', 'pending', 'running'])[1 + (k % 5)] as status
) as states
cross join lateral (
    select
        pg_temp.sample_end() - case
            when states.status in ('pending', 'running') then interval '4 minutes'
            else (1 + k % 6) * interval '1 day'
        end as queued_at
) as times;

insert into backfill_config (key, value, created_at, updated_at)
select
    key,
    value,
    pg_temp.sample_end() - interval '125 days',
    case when key <> 'max_parallel' then pg_temp.sample_end() - interval '90 days' end
from (values
    ('default_days', '420'), ('intraday_days', '12'), ('max_parallel', '4'), ('provider', 'alpaca')
) as settings (key, value);

insert into intraday_backfill_status (
    symbol_id, last_backfill_at, backfill_days, bar_count, status, error_message, created_at,
    updated_at
)
select
    own.symbol_id,
    pg_temp.sample_end() - interval '17 hours' + own.n * interval '1 minute',
    10,
    case when states.status = 'pending' then 0 else coalesce(bars.amount, 0) end,
    states.status,
    case when states.status = 'failed' then 'The provider did not answer in time.' end,
    pg_temp.sample_end() - interval '125 days',
    pg_temp.sample_end() - interval '17 hours' + own.n * interval '1 minute'
from swiftbolt_symbols as own
left join (
    select
        symbol_id,
        count(*) as amount
    from intraday_bars
    group by symbol_id
) as bars on bars.symbol_id = own.symbol_id
cross join lateral (
    select
        case
            when own.market_symbol is null then 'pending'
            when own.n = 3 then 'failed'
            when own.n = 5 then 'in_progress'
            else 'completed'
        end as status
) as states;

insert into symbols_backfill_queue (
    id, symbol_id, ticker, status, timeframes, created_at, started_at, completed_at,
    error_message, bars_inserted
)
select
    pg_temp.uid('swiftbolt/backfill', own.n * 4 + states.rank),
    own.symbol_id,
    own.ticker,
    states.status,
    case when own.n % 5 > 0 then array['d1', 'h1', 'w1'] end,
    states.queued_at,
    case when states.rank > 0 then states.queued_at + interval '1 minute' end,
    case when states.rank > 1 then states.queued_at + interval '9 minutes' end,
    case when states.status = 'failed' then 'The provider did not answer in time.' end,
    case when states.status = 'completed' then bars.amount else 0 end
from swiftbolt_symbols as own
cross join lateral (
    select
        status,
        rank,
        case
            when rank < 2 then pg_temp.sample_end() - interval '5 minutes'
            else pg_temp.sample_end() - interval '120 days' + own.n * interval '1 minute'
        end as queued_at
    from (values
        ('pending', 0), ('processing', 1), ('completed', 2), ('failed', 3)
    ) as listed (status, rank)
    where (status = 'completed' and own.market_symbol is not null)
        or (status = 'failed' and own.n % 6 = 0)
        or (status = 'processing' and own.n % 9 = 1)
        or (status = 'pending' and own.market_symbol is null)
) as states
left join lateral (
    select sum(runs.rows_written)::int as amount
    from swiftbolt_runs as runs
    where runs.ticker = own.ticker
        and runs.job_type = 'fetch_historical'
        and runs.finished_at < pg_temp.sample_end() - interval '119 days'
) as bars on true;

-- News, indicators, levels, lineage ------------------------------------------------------------

insert into news_items (id, symbol_id, title, source, url, summary, published_at, fetched_at)
select
    pg_temp.uid('swiftbolt/news', k),
    case when k % 8 > 0 then own.symbol_id end,
    case
        when k % 8 > 0 then own.ticker || ': ' || kinds.title
        else 'Markets: a quiet session'
    end,
    case when k % 9 > 0 then 'Sample Wire' end,
    case when k % 9 > 0 then 'https://news.example.com/' || k end,
    case when k % 4 > 0 then 'A made-up article of the sample.' end,
    times.published_at,
    times.published_at + interval '7 minutes'
from generate_series(1, 240) as k
join swiftbolt_symbols as own on own.n = 1 + k % 14
cross join lateral (
    select
        pg_temp.pick(
            array['shares move after results', 'analysts change their view', 'new product shown'],
            'swiftbolt/title', k
        ) as title
) as kinds
cross join lateral (
    select
        pg_temp.sample_end() - interval '1 hour'
        - pg_temp.int_between(0, 125000, 'swiftbolt/published', k) * interval '1 minute'
        as published_at
) as times;

insert into indicator_values (
    id, symbol_id, timeframe, ts, open, high, low, close, volume, macd, macd_signal, macd_hist,
    supertrend_value, supertrend_trend, supertrend_factor, nearest_support, nearest_resistance,
    support_distance_pct, resistance_distance_pct, adx, atr_14, bb_upper, bb_lower, metadata,
    stoch_k, stoch_d, williams_r, cci, mfi, obv, created_at, rsi, rsi_14
)
with

smoothed as (

    select
        *,
        avg(close) over twelve as average_12,
        avg(close) over twenty as average_20,
        stddev_samp(close) over twenty as deviation,
        avg(high - low) over fourteen as true_range,
        max(high) over fourteen as highest,
        min(low) over fourteen as lowest,
        count(*) over twenty as behind
    from swiftbolt_days
    window
        twelve as (partition by n order by day rows 11 preceding),
        fourteen as (partition by n order by day rows 13 preceding),
        twenty as (partition by n order by day rows 19 preceding)

)

select
    pg_temp.uid('swiftbolt/indicator', days.draw),
    own.symbol_id,
    'd1',
    days.day::timestamp at time zone 'UTC',
    days.open,
    days.high,
    days.low,
    days.close,
    days.volume,
    round(days.average_12 - days.average_20, 4),
    round(0.9 * (days.average_12 - days.average_20), 4),
    round(days.average_12 - days.average_20, 4)
        - round(0.9 * (days.average_12 - days.average_20), 4),
    round(days.average_20 - sign(days.close - days.average_20) * days.true_range, 6),
    case when days.close >= days.average_20 then 1 else -1 end,
    3.0,
    days.lowest,
    days.highest,
    round(100 * (days.close - days.lowest) / days.close, 3),
    round(100 * (days.highest - days.close) / days.close, 3),
    round((15 + 25 * pg_temp.u('swiftbolt/adx', days.draw))::numeric, 4),
    round(days.true_range, 6),
    round(days.average_20 + 2 * days.deviation, 6),
    round(days.average_20 - 2 * days.deviation, 6),
    case when days.draw % 4 > 0 then '{}'::jsonb end,
    range.position::double precision,
    case when days.draw % 3 > 0 then range.position::double precision end,
    (range.position - 100)::double precision,
    case when days.draw % 3 > 0 then (4 * (range.position - 50))::double precision end,
    case when days.draw % 3 > 0 then range.position::double precision end,
    case when days.draw % 3 > 0 then days.volume::double precision end,
    (days.day + 1)::timestamp at time zone 'UTC' + interval '7 hours',
    case when days.draw % 2 = 0 then round(20 + 0.6 * range.position, 4) end,
    case when days.draw % 2 = 1 then round(20 + 0.6 * range.position, 4)::double precision end
from smoothed as days
join swiftbolt_symbols as own on own.n = days.n
cross join lateral (
    select
        round(100 * (days.close - days.lowest) / nullif(days.highest - days.lowest, 0), 2)
            as position
) as range
where days.behind = 20 and days.day between pg_temp.last_day() - 45 and pg_temp.last_day() - 1;

-- Other bar sizes have their last bars, without indicators yet.
insert into indicator_values (
    id, symbol_id, timeframe, ts, open, high, low, close, volume, metadata, created_at
)
select
    pg_temp.uid('swiftbolt/bare_indicator', row_number() over (order by n, timeframe, ts)),
    symbol_id,
    timeframe,
    ts,
    open,
    high,
    low,
    close,
    volume,
    '{}'::jsonb,
    loaded_at + interval '10 minutes'
from (
    select
        loaded.*,
        own.symbol_id,
        row_number() over (partition by loaded.n, loaded.timeframe order by loaded.ts desc) as age
    from swiftbolt_loaded as loaded
    join swiftbolt_symbols as own on own.n = loaded.n
    where loaded.provider = 'alpaca' and loaded.timeframe <> 'd1'
) as newest
where age <= 3;

insert into support_resistance_levels (
    id, symbol_id, computed_at, timeframe, current_price, pivot_pp, pivot_r1, pivot_r2, pivot_r3,
    pivot_s1, pivot_s2, pivot_s3, fib_trend, fib_range_high, fib_range_low, fib_0, fib_236,
    fib_382, fib_500, fib_618, fib_786, fib_100, nearest_support, nearest_resistance,
    support_distance_pct, resistance_distance_pct, sr_ratio, zigzag_swings, kmeans_centers,
    all_supports, all_resistances, period_high, period_low, lookback_bars, computed_date,
    created_at, support_volume_strength, resistance_volume_strength, support_touches_count,
    resistance_touches_count, support_strength_score, resistance_strength_score,
    support_hold_probability, resistance_hold_probability, polynomial_support,
    polynomial_resistance, support_slope, resistance_slope
)
select
    pg_temp.uid('swiftbolt/level', levels.draw * 4 + sizes.rank),
    own.symbol_id,
    times.computed_at,
    sizes.timeframe,
    levels.close,
    round(levels.pivot, 6),
    round(2 * levels.pivot - levels.low, 6),
    round(levels.pivot + levels.span, 6),
    round(levels.high + 2 * (levels.pivot - levels.low), 6),
    round(2 * levels.pivot - levels.high, 6),
    round(levels.pivot - levels.span, 6),
    round(levels.low - 2 * (levels.high - levels.pivot), 6),
    case when levels.close >= levels.open then 'up' else 'down' end,
    levels.high,
    levels.low,
    levels.low,
    levels.low + 0.236 * levels.span,
    levels.low + 0.382 * levels.span,
    levels.low + 0.5 * levels.span,
    levels.low + 0.618 * levels.span,
    levels.low + 0.786 * levels.span,
    levels.high,
    levels.low,
    levels.high,
    round(100 * (levels.close - levels.low) / levels.close, 4),
    round(100 * (levels.high - levels.close) / levels.close, 4),
    round((levels.close - levels.low) / nullif(levels.high - levels.close, 0), 4),
    '[]'::jsonb,
    '[]'::jsonb,
    jsonb_build_array(levels.low),
    jsonb_build_array(levels.high),
    levels.high,
    levels.low,
    100,
    times.computed_at::date,
    times.computed_at + interval '1 second',
    case when extra.is_rich then 55.00 end,
    case when extra.is_rich then 45.00 end,
    case when extra.is_rich then 3 end,
    case when extra.is_rich then 2 end,
    case when extra.is_rich then 62.50 end,
    case when extra.is_rich then 48.00 end,
    case when extra.is_rich then 0.6100 end,
    case when extra.is_rich then 0.5400 end,
    case when extra.is_rich then levels.low end,
    case when extra.is_rich then levels.high end,
    case when extra.is_rich then 0.01 end,
    case when extra.is_rich then -0.01 end
from (
    select
        *,
        (high + low + close) / 3 as pivot,
        high - low as span
    from swiftbolt_days
    where day between pg_temp.last_day() - 14 and pg_temp.last_day() - 1
) as levels
join swiftbolt_symbols as own on own.n = levels.n
cross join (values ('1d', 0), ('1h', 1), ('1w', 2)) as sizes (timeframe, rank)
cross join lateral (
    select
        (levels.day + 1)::timestamp at time zone 'UTC'
            + interval '7 hours 10 minutes' as computed_at
) as times
cross join lateral (select levels.draw % 3 > 0 as is_rich) as extra
where sizes.rank = 0 or levels.day >= pg_temp.last_day() - 4;

insert into ranking_evaluations (
    id, evaluated_at, symbol_id, is_healthy, n_days, n_contracts, mean_ic, std_ic, min_ic, max_ic,
    ic_trend, stability, hit_rate, hit_rate_n, hit_rate_ci_lower, hit_rate_ci_upper,
    leakage_suspected, leakage_score, permuted_ic_mean, calibration_error,
    calibration_is_monotonic, trend_regime, vol_regime, regime_adx, regime_atr_pct, n_alerts,
    alert_types, has_critical_alert, horizon, ranking_mode, created_at
)
select
    pg_temp.uid('swiftbolt/quality', k),
    times.evaluated_at,
    case when k % 13 > 0 then own.symbol_id end,
    quality.ic > 0,
    20,
    54,
    quality.ic,
    0.08,
    quality.ic - 0.16,
    quality.ic + 0.16,
    case when k % 4 > 0 then 0.001 end,
    case when k % 4 > 0 then 0.7 end,
    case when k % 4 > 0 then 0.5 + quality.ic end,
    case when k % 4 > 0 then 200 end,
    case when k % 4 > 0 then 0.45 + quality.ic end,
    case when k % 4 > 0 then 0.55 + quality.ic end,
    quality.ic > 0.14,
    case when k % 4 > 0 then greatest(0, quality.ic) end,
    case when k % 4 > 0 then 0.002 end,
    case when k % 4 > 0 then 0.06 end,
    case when k % 4 > 0 then quality.ic > 0 end,
    case when k % 5 > 0 then 'trending' end,
    case when k % 5 > 0 then 'normal' end,
    case when k % 5 > 0 then 24.5 end,
    case when k % 5 > 0 then 1.8 end,
    case when quality.ic > 0 then 0 else 1 end,
    case when quality.ic <= 0 then array['low_ic'] end,
    quality.ic < -0.03,
    '1D',
    (array['entry', 'exit', 'monitor'])[1 + (k % 3)],
    times.evaluated_at + interval '1 second'
from generate_series(0, 179) as k
join swiftbolt_symbols as own on own.n = 1 + k % 14
cross join lateral (
    select round((0.05 + 0.05 * pg_temp.z('swiftbolt/ic', k))::numeric, 4)::double precision as ic
) as quality
cross join lateral (
    select pg_temp.sample_end() - (1 + k / 12) * interval '1 day'
        + interval '22 hours' as evaluated_at
) as times;

insert into ml_audit_trail (
    id, model_id, symbol_id, run_timestamp, model_version, hyperparameters, training_metrics
)
select
    pg_temp.uid('swiftbolt/audit', k),
    (array['rf', 'gb', 'ensemble'])[1 + (k % 3)],
    case when k % 7 > 0 then own.symbol_id end,
    pg_temp.sample_end() - (1 + k / 4) * interval '1 day' + interval '4 hours',
    case when k % 5 > 0 then '2.' || k / 60 end,
    case when k % 5 > 0 then '{"trees": 200}'::jsonb end,
    case when k % 5 > 0
        then jsonb_build_object('log_loss',
            round((0.6 + 0.1 * pg_temp.u('swiftbolt/loss', k))::numeric, 4)) end
from generate_series(0, 239) as k
join swiftbolt_symbols as own on own.n = 1 + k % 14;
