-- MasterTrade's story: strategies are bred, tested, traded on paper and then live. Every strategy
-- holds one position at a time; a round trip is one or two entry orders, then one or two exits.

-- The end of the sample history, in the naive UTC this platform writes.
drop function if exists pg_temp.mastertrade_end();
create function pg_temp.mastertrade_end() returns timestamp language sql stable as
$$ select pg_temp.sample_end() at time zone 'UTC' $$;

-- What is traded. LTCUSDT has orders but no bars: this venue's price feed doesn't carry it.
drop table if exists mastertrade_symbols;
create temp table mastertrade_symbols on commit drop as
select
    row_number() over (order by listed.has_bars desc, listed.symbol)::int as n,
    listed.*
from (
    select
        instrument.symbol || 'USDT' as symbol,
        instrument.symbol::text as base_asset,
        instrument.symbol::text as market_symbol,
        1::numeric as factor,
        instrument.decimals as price_decimals,
        case
            when instrument.start_price > 10000 then 5
            when instrument.start_price > 1000 then 4
            when instrument.start_price > 200 then 3
            when instrument.start_price > 10 then 2
            when instrument.start_price > 0.5 then 1
            else 0
        end as lot_decimals,
        true as has_bars
    from market_instruments as instrument
    where instrument.kind = 'crypto'
    union all
    select 'LTCUSDT', 'LTC', 'BTC', 0.00135, 2, 3, false
) as listed;

-- The price of the moment. A day without finer bars is walked from its open to its close with one
-- swing that stays within its high and low, so that trades of one day have different prices.
drop function if exists pg_temp.mastertrade_price(text, timestamp);
create function pg_temp.mastertrade_price(wanted text, at timestamp) returns numeric
language sql stable as
$$
    select round(pair.factor * coalesce(
        (
            select ticks.close
            from market_ticks as ticks
            where ticks.symbol = pair.market_symbol
                and ticks.bar_start <= at
                and ticks.bar_start > at - interval '1 day'
            order by ticks.bar_start desc
            limit 1
        ),
        (
            select least(days.high, greatest(days.low,
                days.open + (days.close - days.open) * passed.share::numeric
                + (days.high - days.low) * (0.35 * sin(
                    2 * pi() * passed.share
                    * pg_temp.int_between(1, 3, 'mastertrade/swing',
                        days.n * 100000 + (days.day - date '2000-01-01'))
                ))::numeric
            ))
            from market_days as days
            cross join (
                select extract(epoch from at - date_trunc('day', at))::double precision
                    / 86400 as share
            ) as passed
            where days.symbol = pair.market_symbol and days.day = at::date
        )
    ), pair.price_decimals)
    from mastertrade_symbols as pair
    where pair.symbol = wanted
$$;

-- Market data ------------------------------------------------------------------------------------

insert into market_data
select
    row_number() over (order by bars.loaded_at, bars.minutes, bars.symbol),
    bars.symbol,
    bars.bar_start,
    bars.spelling,
    bars.open,
    bars.high,
    bars.low,
    bars.close,
    bars.volume,
    case when bars.draw % 61 <> 0 then round(bars.volume * bars.close, 8) end,
    case
        when bars.draw % 53 <> 0
            then greatest(1, round(bars.volume * bars.close / 2500))::int
    end,
    case when bars.draw % 997 <> 0 then bars.loaded_at end
from (
    select
        found.*,
        found.bar_start + found.minutes * interval '1 minute' - interval '1 second' as loaded_at,
        row_number() over (order by found.minutes, found.symbol, found.bar_start) as draw
    from (
        select
            day.symbol || 'USDT' as symbol, 1440 as minutes, '1d' as spelling,
            day.opens_at as bar_start, day.open, day.high, day.low, day.close, day.volume
        from market_days as day
        where day.kind = 'crypto'
        union all
        select
            bar.symbol || 'USDT', size.minutes, size.spelling,
            bar.bar_start, bar.open, bar.high, bar.low, bar.close, bar.volume
        from (values (15, '15m'), (60, '1h'), (240, '4h')) as size (minutes, spelling)
        cross join lateral pg_temp.market_bars(size.minutes) as bar
        where bar.kind = 'crypto'
        union all
        select
            bar.symbol || 'USDT', size.minutes, size.spelling,
            bar.bar_start, bar.open, bar.high, bar.low, bar.close, bar.volume
        from (values (1, '1m'), (5, '5m')) as size (minutes, spelling)
        cross join lateral pg_temp.market_bars(size.minutes) as bar
        where bar.symbol in ('BTC', 'ETH') and bar.bar_start >= pg_temp.last_day()
    ) as found
) as bars;

insert into technical_indicators
select
    row_number() over (order by readings.day, readings.symbol, readings.name),
    readings.symbol || 'USDT',
    readings.day,
    '1d',
    readings.name,
    round(readings.value, 8),
    case when readings.name <> 'close_to_high'
        then jsonb_build_object('period', readings.period) end,
    readings.day + interval '1 day' - interval '1 second'
from (
    select
        day.symbol, day.day, reading.name, reading.period,
        case when reading.name = 'close_to_high' or day.bars_seen >= reading.period
            then reading.value end as value
    from (
        select
            symbol, day, close, high,
            avg(close) over week_three as average_close,
            count(*) over (partition by symbol order by day) as bars_seen,
            sum(greatest(close - open, 0)) over fortnight as gained,
            sum(greatest(open - close, 0)) over fortnight as lost
        from market_days
        where kind = 'crypto' and day > pg_temp.last_day() - 60
        window
            week_three as (partition by symbol order by day rows 19 preceding),
            fortnight as (partition by symbol order by day rows 13 preceding)
    ) as day
    cross join lateral (values
        ('sma_20', 20, day.average_close),
        ('rsi_14', 14, 100 * day.gained / nullif(day.gained + day.lost, 0)),
        ('close_to_high', 1, day.close / day.high)
    ) as reading (name, period, value)
) as readings;

insert into whale_transactions
select
    row_number() over (order by moves.at, moves.i),
    '0x' || md5('mastertrade/whale/' || moves.i) || md5('mastertrade/whale2/' || moves.i),
    case moves.base_asset
        when 'BTC' then 'bitcoin' when 'SOL' then 'solana' when 'XRP' then 'ripple'
        when 'DOGE' then 'dogecoin' when 'BNB' then 'bsc' else 'ethereum'
    end,
    moves.base_asset,
    'addr_' || left(md5('mastertrade/from/' || moves.i), 24),
    'addr_' || left(md5('mastertrade/to/' || moves.i), 24),
    case when moves.i % 3 <> 0
        then pg_temp.pick('{Binance,Coinbase,Kraken,Cold storage}', 'mastertrade/whale/from',
        moves.i) end,
    case when moves.i % 4 <> 0
        then pg_temp.pick('{Binance,Bitfinex,OKX,Unknown fund}', 'mastertrade/whale/to',
        moves.i) end,
    round(moves.amount_usd / moves.price, 8),
    moves.amount_usd,
    moves.at,
    case
        when moves.i % 17 = 0 then null
        when moves.amount_usd > 30000000 then 'critical'
        when moves.amount_usd > 10000000 then 'high'
        when moves.amount_usd > 3000000 then 'medium'
        else 'low'
    end,
    moves.at + interval '40 seconds'
from (
    select
        drawn.*,
        pair.base_asset,
        pg_temp.mastertrade_price(pair.symbol, drawn.at) as price
    from (
        select
            i,
            pg_temp.mastertrade_end() - interval '1 hour'
            - pg_temp.int_between(0, 180 * 86400 - 7200, 'mastertrade/whale/at', i)
                * interval '1 second' as at,
            round((1050000 * exp(4.2 * pg_temp.u('mastertrade/whale/usd', i)))::numeric, 2)
                as amount_usd
        from generate_series(1, 160) as i
    ) as drawn
    join mastertrade_symbols as pair
        on pair.has_bars and pair.n = 1 + drawn.i % 6
) as moves;

insert into onchain_metrics
select
    row_number() over (order by day, pair.n, metric.name),
    pair.symbol,
    metric.name,
    round((metric.typical
        * exp(0.2 * pg_temp.z('mastertrade/onchain/' || metric.name,
        pair.n * 100000 + (day::date - date '2000-01-01'))))::numeric, 8),
    day::timestamp,
    case when (day::date - date '2000-01-01') % 29 = 0 then null else metric.source end,
    day::timestamp + interval '20 hours'
from generate_series(pg_temp.last_day() - 89, pg_temp.last_day(), interval '1 day') as day
cross join mastertrade_symbols as pair
cross join (values
    ('active_addresses', 250000.0, 'glassnode'),
    ('exchange_netflow', 1800.0, 'glassnode'),
    ('mvrv_ratio', 1.8, 'glassnode'),
    ('transfer_count', 420000.0, 'moralis')
) as metric (name, typical, source)
where pair.has_bars;

insert into social_sentiment
select
    row_number() over (order by posts.at, posts.i),
    pair.symbol,
    posts.platform,
    left(posts.platform, 2) || '_' || (7000000000 + posts.i * 7919),
    case when posts.i % 23 <> 0 then 'Sample post ' || posts.i || ' on ' || pair.symbol end,
    posts.score,
    case when posts.score > 0.1 then 'positive' when posts.score < -0.1 then 'negative'
        when posts.score is not null then 'neutral' end,
    case when posts.i % 19 <> 0 then 'poster_' || posts.i % 211 end,
    posts.at,
    case when posts.i % 13 <> 0
        then floor(exp(7 * pg_temp.u('mastertrade/post/likes', posts.i)))::int end,
    case when posts.i % 401 <> 0
        then posts.at + least(interval '3 minutes', pg_temp.mastertrade_end() - posts.at) end
from (
    select
        i,
        pg_temp.last_day() - (i % 30)::int
            + pg_temp.int_between(0, 86399, 'mastertrade/post/at', i) * interval '1 second' as at,
        pg_temp.pick('{twitter,twitter,twitter,reddit,reddit,telegram}',
            'mastertrade/post/platform', i) as platform,
        case
            when i % 37 <> 0
                then round(greatest(-1,
                    least(1, 0.08 + 0.42 * pg_temp.z('mastertrade/post/score', i)))::numeric, 4)
        end as score
    from generate_series(0, 30 * 30 - 1) as i
) as posts
join mastertrade_symbols
    as pair on pair.n = pg_temp.int_between(1, 7, 'mastertrade/post/symbol', posts.i);

insert into stock_indices
select
    row_number() over (order by history.day, history.index_name),
    history.index_name,
    history.day,
    history.open,
    history.high,
    history.low,
    history.close,
    history.volume,
    case when row_number() over (order by history.day, history.index_name) % 1999 <> 0
        then history.day + interval '22 hours' end
from index_history as history;

-- Strategies -------------------------------------------------------------------------------------

-- Five generations; the older one is, the more of its strategies have been retired.
drop table if exists mastertrade_strategies;
create temp table mastertrade_strategies on commit drop as
with

numbered as (

    select
        n,
        total,
        (5 * (n - 1) / total)::int as generation,
        pg_temp.uid('mastertrade/strategy', n) as id,
        pg_temp.mastertrade_end() as ends_at,
        case when n % 17 = 0 then 7 else 1 + (n * 5 + n / 7) % 6 end as symbol_n,
        pg_temp.pick('{15m,1h,1h,4h,4h,1d}', 'mastertrade/interval', n) as bar_interval,
        case when n % 20 <> 9
            then (array['momentum', 'mean_reversion', 'arbitrage', 'momentum'])[1 + n % 4]
            end as strategy_type
    from (
        select
            n,
            pg_temp.scaled(60) as total
        from generate_series(1, pg_temp.scaled(60)) as n
    ) as drawn

),

created as (

    select
        *,
        date_trunc('second', ends_at - interval '1 day' * (
            250 - 50 * generation - 25 * pg_temp.u('mastertrade/created', n)
        )) as created_at,
        (string_to_array((array[
        'archived active archived paused archived active archived active archived paused active archived',
        'active archived active paused archived active archived paper active archived paused active',
        'active paper active archived paused paper active backtested active archived paper active',
        'paper active backtested paper archived active paused paper draft active backtested paper',
        'backtested draft paper active backtested draft paper backtested draft paper draft backtested'
        ])[1 + generation], ' '))[1 + n % 12] as status
    from numbered

),

staged as (

    select
        *,
        status in ('paper', 'active', 'paused')
        or status = 'archived' and n % 11 <> 0 as has_traded,
        created_at + interval '1 day' * (2 + 3 * pg_temp.u('mastertrade/paper', n)) as paper_at
    from created

),

activated as (

    select
        *,
        case
            when status in ('active', 'paused') or status = 'archived' and has_traded and n % 5 <> 0
                then date_trunc('second',
                    paper_at + interval '1 day' * (9 + 8 * pg_temp.u('mastertrade/activated', n)))
        end as activated_at
    from staged

),

stopped as (

    select
        *,
        case
            when status = 'archived'
                then date_trunc('second', coalesce(activated_at, paper_at) + (
                    0.25 + 0.5 * pg_temp.u('mastertrade/stopped', n)
                ) * (ends_at - coalesce(activated_at, paper_at)))
            when status = 'paused'
                then date_trunc('second', activated_at + (
                    0.5 + 0.45 * pg_temp.u('mastertrade/stopped', n)
                ) * (ends_at - activated_at))
        end as stopped_at
    from activated

)

select
    stopped.*,
    1 + (pg_temp.u('mastertrade/versions', n) * 3.99)::int % 4 as version,
    -- Handmade ones have no generation and never a parent.
    generation = 0 and n % 6 = 0 as is_handmade,
    0.44 + 0.16 * pg_temp.u('mastertrade/skill', n) as skill,
    (case bar_interval when '15m' then 28 when '1h' then 46 when '4h' then 70 else 110 end)
        * interval '1 hour' as slot,
    (array['usdt', 'bnb', 'usdt', 'base'])[1 + (n / 3) % 4] as fee_mode,
    case
        when generation > 0
            then (
                select case when picked.n % 6 = 0 and generation = 1 and picked.n > 1
                    then picked.n - 1 else picked.n end
                from (
                    select pg_temp.int_between(
                        least(ceil((generation - 1) * total / 5.0) + 1,
                            ceil(generation * total / 5.0))::bigint,
                        ceil(generation * total / 5.0)::bigint,
                        'mastertrade/parent', stopped.n
                    ) as n
                ) as picked
            )
    end as parent_n
from stopped;
create index on mastertrade_strategies (n);
analyze mastertrade_strategies;

insert into strategies
select
    plan.id,
    initcap(replace(coalesce(plan.strategy_type, 'handmade'), '_', ' ')) || ' ' || pair.base_asset
        || ' ' || plan.bar_interval || ' #' || plan.n,
    case when plan.n % 4 <> 0
        then 'Trades ' || pair.symbol || ' on ' || plan.bar_interval || ' bars.' end,
    plan.strategy_type,
    pair.symbol,
    plan.bar_interval,
    jsonb_build_object('lookback', 10 + 5 * plan.version + plan.n % 7, 'threshold',
        round(0.5 + (plan.n % 9) / 10.0 + plan.version / 20.0, 2)),
    case when plan.status <> 'draft'
        then jsonb_build_object('signal', 'cross', 'bars', 1 + plan.n % 3) end,
    case when plan.status <> 'draft'
        then jsonb_build_object('signal', 'opposite', 'max_bars', 20 + plan.n % 30) end,
    case when plan.n % 9 <> 0
        then jsonb_build_object('stop_pct', 3 + plan.n % 4, 'take_pct', 4 + plan.n % 7) end,
    plan.status,
    plan.version,
    parent.id,
    case when not plan.is_handmade then plan.generation end,
    plan.created_at,
    case when plan.status = 'draft' and plan.n % 2 = 0 then null
        else greatest(plan.created_at + plan.version * interval '6 hours', plan.activated_at,
            plan.stopped_at) end,
    plan.activated_at,
    case when plan.status = 'archived' then plan.stopped_at end
from mastertrade_strategies as plan
join mastertrade_symbols as pair on pair.n = plan.symbol_n
left join mastertrade_strategies as parent on parent.n = plan.parent_n;

insert into strategy_versions
select
    row_number() over (order by plan.created_at, plan.n, edition),
    plan.id,
    edition,
    jsonb_build_object('lookback', 10 + 5 * edition + plan.n % 7, 'threshold',
        round(0.5 + (plan.n % 9) / 10.0 + edition / 20.0, 2)),
    case when edition > 1 then 'Longer lookback' end,
    case when plan.n % 7 <> 0 then 'factory' end,
    plan.created_at + (edition - 1) * interval '6 hours'
from mastertrade_strategies as plan
cross join lateral generate_series(1, plan.version) as edition;

-- A backtest adds up: wins and losses make the profit, the profit makes the return.
insert into backtest_results
select
    row_number() over (order by tests.ran_at, tests.n, tests.attempt),
    tests.id,
    tests.ran_at::date - tests.days,
    tests.ran_at::date - 1,
    tests.capital,
    tests.capital + tests.profit,
    round(100 * tests.profit / tests.capital, 4),
    round(100 * ((1 + tests.profit / tests.capital) ^ (365.0 / tests.days) - 1), 4),
    case when tests.trades > 0
        then round((3.5 * tests.profit / tests.capital + 0.3
        * pg_temp.z('mastertrade/sharpe', tests.draw)::numeric), 4) end,
    case when tests.trades > 0
        then round((4.9 * tests.profit / tests.capital + 0.3
        * pg_temp.z('mastertrade/sharpe', tests.draw)::numeric), 4) end,
    case when tests.trades > 0
        then round((4 + 18 * pg_temp.u('mastertrade/drawdown', tests.draw))::numeric, 4) end,
    round(tests.wins::numeric / nullif(tests.trades, 0), 4),
    round(tests.wins * tests.avg_win / nullif(tests.losses * tests.avg_loss, 0) * -1, 4),
    tests.trades,
    tests.wins,
    tests.losses,
    tests.avg_win,
    tests.avg_loss,
    round(tests.avg_win * 3.4, 2),
    round(tests.avg_loss * 2.9, 2),
    case when tests.draw % 5 <> 0
        then jsonb_build_array(round(tests.profit / tests.capital / 2, 4),
        round(tests.profit / tests.capital / 2, 4)) end,
    case when tests.draw % 8 = 0 then '[]'::jsonb end,
    tests.ran_at
from (
    select
        sized.*,
        sized.wins + sized.losses as trades,
        coalesce(sized.wins * sized.avg_win + sized.losses * sized.avg_loss, 0)::numeric(20, 2)
            as profit
    from (
        select
            plan.n,
            plan.id,
            attempt,
            plan.n * 10 + attempt as draw,
            (array[180, 365])[attempt] as days,
            (array[10000, 25000])[1 + (plan.n % 3 = 0)::int]::numeric as capital,
            date_trunc('second', plan.created_at + interval '1 hour'
                * (8 + 16 * attempt * pg_temp.u('mastertrade/ran', plan.n * 10 + attempt)))
                as ran_at,
            case when quiet.is_quiet then 0 else floor(drawn.count * drawn.share)::int end as wins,
            case when quiet.is_quiet then 0
                else drawn.count - floor(drawn.count * drawn.share)::int end as losses,
            case when not quiet.is_quiet
                then round((40 + 60 * pg_temp.u('mastertrade/win',
                plan.n * 10 + attempt))::numeric, 2) end as avg_win,
            case
                when not quiet.is_quiet
                    then -round(((40 + 60 * pg_temp.u('mastertrade/win', plan.n * 10 + attempt))
                        * (0.75 + 0.4 * pg_temp.u('mastertrade/loss',
                        plan.n * 10 + attempt)))::numeric, 2)
            end as avg_loss
        from mastertrade_strategies as plan
        cross join lateral generate_series(1, 1 + (plan.n % 5 < 3)::int) as attempt
        cross join lateral (
            select
                30 + pg_temp.int_between(0, 110, 'mastertrade/count', plan.n * 10 + attempt)::int
                    as count,
                0.42 + 0.18 * pg_temp.u('mastertrade/share', plan.n * 10 + attempt) as share
        ) as drawn
        cross join lateral (select plan.n % 29 = 2 and attempt = 1 as is_quiet) as quiet
        where plan.status <> 'draft'
    ) as sized
) as tests;

-- Round trips ------------------------------------------------------------------------------------

-- A strategy's time is cut into slots, and each slot holds one round trip at most.
-- k numbers the orders of a slot: 1 and 2 enter, 3 and 4 exit, 5 and more do not trade.
drop table if exists mastertrade_trips;
create temp table mastertrade_trips on commit drop as
with

books as (

    select
        plan.n,
        book.environment,
        book.is_current,
        greatest(book.from_at, plan.ends_at - interval '200 days') as from_at,
        book.until_at
    from mastertrade_strategies as plan
    cross join lateral (values
        ('paper', plan.status = 'paper', plan.paper_at,
            coalesce(plan.activated_at, plan.stopped_at, plan.ends_at)),
        ('live', plan.status = 'active', plan.activated_at, coalesce(plan.stopped_at, plan.ends_at))
    ) as book (environment, is_current, from_at, until_at)
    where plan.has_traded and book.from_at is not null

),

slots as (

    select
        plan.id as strategy_id,
        plan.n,
        plan.fee_mode,
        plan.skill,
        plan.slot,
        plan.ends_at,
        books.environment,
        books.is_current,
        books.from_at + i * plan.slot as starts_at,
        books.from_at + (i + 1) * plan.slot <= books.until_at as is_whole,
        plan.n * 1000000 + (books.environment = 'live')::int * 500000 + i as draw,
        pair.*
    from books
    join mastertrade_strategies as plan on plan.n = books.n
    cross join lateral (
        select
            symbol,
            base_asset,
            price_decimals,
            lot_decimals,
            has_bars
        from mastertrade_symbols
        where mastertrade_symbols.n = plan.symbol_n
    ) as pair
    cross join lateral generate_series(
        0, floor(extract(epoch from books.until_at - books.from_at)
            / extract(epoch from plan.slot))::bigint
    ) as i

),

timed as (

    select
        *,
        date_trunc('second', starts_at + (0.02 + 0.2 * pg_temp.u('mastertrade/entry', draw))
            * slot) as entry_at,
        date_trunc('second', starts_at + (0.50 + 0.42 * pg_temp.u('mastertrade/exit', draw))
            * slot) as exit_at,
        pg_temp.u('mastertrade/fate', draw) as fate
    from slots

),

priced as (

    select
        *,
        pg_temp.mastertrade_price(symbol, entry_at) as entry_price,
        pg_temp.mastertrade_price(symbol, least(exit_at, ends_at - interval '1 minute'))
            as exit_price
    from timed
    where (is_whole or is_current) and entry_at < ends_at - interval '2 hours' and fate > 0.07

)

select
    *,
    case when fate > 0.13 then 'traded' when fate > 0.09 then 'unfilled' else 'rejected'
        end as outcome,
    case when (exit_price >= entry_price) = (pg_temp.u('mastertrade/luck', draw) < skill) then 1
        else -1 end as direction,
    round((
        greatest(200, least(9000, 2000 * exp(0.6 * pg_temp.z('mastertrade/size', draw))))
    )::numeric / entry_price, lot_decimals) as quantity,
    case when pg_temp.u('mastertrade/entries', draw) < 0.22 then 2 else 1 end as entry_count,
    case when pg_temp.u('mastertrade/exits', draw) < 0.3 then 2 else 1 end as exit_count
from priced;
analyze mastertrade_trips;

-- Entries. One in twenty ends half filled: cancelled, or still working where the trip is open.
drop table if exists mastertrade_entries;
create temp table mastertrade_entries on commit drop as
select
    sized.*,
    case
        when is_last and pg_temp.u('mastertrade/short', draw) < case
            when exit_at >= ends_at - interval '10 minutes' then 0.3 else 0.05 end
            then round(quantity * (0.3 + 0.5
                * pg_temp.u('mastertrade/short/share', draw))::numeric, lot_decimals)
        else quantity
    end as filled_quantity
from (
    select
        trip.draw,
        k,
        trip.ends_at,
        trip.exit_at,
        trip.lot_decimals,
        trip.entry_at + (k - 1) * 0.1 * trip.slot as first_fill_at,
        k = trip.entry_count or trip.entry_at + 0.1 * trip.slot >= trip.ends_at
            - interval '10 minutes' as is_last,
        case
            when trip.entry_count = 1 then trip.quantity
            when k = 1 then round(trip.quantity * 0.6, trip.lot_decimals)
            else trip.quantity - round(trip.quantity * 0.6, trip.lot_decimals)
        end as quantity,
        pg_temp.pick('{MARKET,MARKET,LIMIT}', 'mastertrade/entry/type', trip.draw * 10 + k)
            as order_type
    from mastertrade_trips as trip
    cross join lateral generate_series(1, trip.entry_count) as k
    where trip.outcome = 'traded'
) as sized
where first_fill_at < ends_at - interval '10 minutes';

-- Exits sell or buy back what was filled. Those due after the end of the sample are still waiting.
drop table if exists mastertrade_exits;
create temp table mastertrade_exits on commit drop as
select
    trip.draw,
    2 + k as k,
    trip.exit_at + (k - 1) * 0.05 * trip.slot as first_fill_at,
    held.last_entry_at,
    trip.exit_at + (k - 1) * 0.05 * trip.slot < trip.ends_at - interval '10 minutes' as is_done,
    case
        when trip.exit_count = 1 then held.quantity
        when k = 1 then round(held.quantity * 0.5, trip.lot_decimals)
        else held.quantity - round(held.quantity * 0.5, trip.lot_decimals)
    end as quantity,
    case
        when trip.direction * (trip.exit_price - trip.entry_price) > 0
            then pg_temp.pick('{TAKE_PROFIT,TAKE_PROFIT,LIMIT,MARKET}', 'mastertrade/exit/type',
                trip.draw * 10 + k)
        else pg_temp.pick('{STOP_LOSS,STOP_LOSS,MARKET}', 'mastertrade/exit/type',
            trip.draw * 10 + k)
    end as order_type
from mastertrade_trips as trip
join (
    select
        draw,
        sum(filled_quantity) as quantity,
        max(first_fill_at) as last_entry_at
    from mastertrade_entries
    group by draw
) as held on held.draw = trip.draw
cross join lateral generate_series(1, trip.exit_count) as k;

-- Executions: one to three per order, near the price of their moment.
drop table if exists mastertrade_fills;
create temp table mastertrade_fills on commit drop as
with

filled_orders as (

    select
        draw,
        k,
        first_fill_at,
        order_type,
        filled_quantity as quantity
    from mastertrade_entries
    union all
    select
        draw,
        k,
        first_fill_at,
        order_type,
        quantity
    from mastertrade_exits
    where is_done

),

shares as (

    select
        filled.*,
        part,
        parts,
        filled.draw * 100 + filled.k * 10 + part as fill_draw,
        case
            when part < parts then round(filled.quantity
                * (0.25 + 0.2 * pg_temp.u('mastertrade/part',
                filled.draw * 100 + filled.k * 10 + part))::numeric, trip.lot_decimals)
        end as share
    from filled_orders as filled
    join mastertrade_trips as trip on trip.draw = filled.draw
    cross join lateral (
        select 1 + floor(3 * pg_temp.u('mastertrade/parts',
            filled.draw * 10 + filled.k) ^ 1.6)::int as parts
    ) as counted
    cross join lateral generate_series(1, parts) as part

),

executed as (

    select
        share.draw,
        share.k,
        share.part,
        share.fill_draw,
        trip.environment,
        trip.strategy_id,
        trip.symbol,
        trip.base_asset,
        trip.fee_mode,
        trip.direction,
        trip.price_decimals,
        case when (share.k <= 2) = (trip.direction = 1) then 1 else -1 end as sign,
        coalesce(share.share,
            share.quantity - coalesce(sum(share.share) over (partition by share.draw, share.k),
            0)) as quantity,
        date_trunc('milliseconds', share.first_fill_at + (share.part - 1) * interval '37 seconds'
            + pg_temp.u('mastertrade/at', share.fill_draw) * interval '30 seconds') as executed_at,
        share.order_type
    from shares as share
    join mastertrade_trips as trip on trip.draw = share.draw

),

priced as (

    select
        *,
        round(
            pg_temp.mastertrade_price(symbol, executed_at) * (
                1 + sign * case order_type
                    when 'LIMIT' then 0
                    when 'TAKE_PROFIT' then -0.0001
                    else 0.0004
                end * pg_temp.u('mastertrade/slip', fill_draw)
            )::numeric,
            price_decimals
        ) as price
    from executed

),

costed as (

    select
        *,
        sum(quantity * price) filter (where k <= 2) over (partition by draw)
        / sum(quantity) filter (where k <= 2) over (partition by draw) as entry_average
    from priced

),

-- A stop pulled up to the entry closes for nothing: some exits near it are exactly there.
settled as (

    select
        draw, k, part, fill_draw, environment, strategy_id, symbol, base_asset, fee_mode,
            direction, sign, quantity, executed_at, entry_average,
        case
            when k > 2 and abs(price / entry_average - 1) < 0.0025
                and pg_temp.u('mastertrade/flat', fill_draw) < 0.12
                then round(entry_average, 8)
            else price
        end as price
    from costed

),

feed as (

    select
        *,
        case
            -- The exchange takes its fee in what the buyer receives, or in its own coin.
            when fee_mode = 'bnb' and pg_temp.u('mastertrade/bnb', fill_draw) < 0.97 then 'BNB'
            when fee_mode = 'base' and sign = 1 then base_asset
            else 'USDT'
        end as fee_asset,
        environment = 'live' or pg_temp.u('mastertrade/free', draw * 10 + k) > 0.02 as has_fee
    from settled

)

select
    *,
    case when k > 2 then round(direction * (price - entry_average) * quantity, 2)
        end as realized_pnl,
    case when has_fee then round(quantity * price * 0.001 / fee_price, 8) end as commission,
    case when has_fee then round(quantity * price * 0.001 / fee_price, 8) * fee_price else 0
        end as fee_usd
from (
    select
        *,
        case
            when fee_asset = 'USDT' then 1
            when fee_asset = base_asset then price
            else pg_temp.mastertrade_price('BNBUSDT', executed_at)
        end as fee_price
    from feed
) as valued;
analyze mastertrade_fills;

-- Orders -----------------------------------------------------------------------------------------

drop table if exists mastertrade_orders;
create temp table mastertrade_orders on commit drop as
with

totals as (

    select
        draw,
        k,
        sum(quantity) as quantity,
        round(sum(quantity * price) / sum(quantity), 8) as average_price,
        min(price) as lowest_price,
        max(price) as highest_price,
        min(executed_at) as first_at,
        max(executed_at) as last_at,
        case when min(fee_asset) = max(fee_asset) then sum(commission) end as commission,
        case when min(fee_asset) = max(fee_asset) and bool_and(has_fee) then min(fee_asset)
            end as commission_asset
    from mastertrade_fills
    group by draw, k

),

planned as (

    -- Entries.
    select
        entry.draw, entry.k, entry.order_type, entry.quantity, 1 as sign,
        entry.first_fill_at - case when entry.order_type = 'MARKET' then interval '2 seconds'
            else interval '25 minutes' end as created_at,
        case
            when entry.filled_quantity = entry.quantity then 'filled'
            when entry.exit_at >= entry.ends_at - interval '10 minutes' then 'partially_filled'
            else 'cancelled'
        end as status
    from mastertrade_entries as entry
    union all
    -- Exits. Brackets wait at the exchange from the entry on.
    select
        leave.draw, leave.k,
        case when not leave.is_done and leave.order_type = 'MARKET' then 'STOP_LOSS'
            else leave.order_type end,
        leave.quantity, -1,
        case
            when leave.order_type in ('STOP_LOSS', 'TAKE_PROFIT') or not leave.is_done
                then leave.last_entry_at + interval '2 minutes'
            when leave.order_type = 'LIMIT' then leave.first_fill_at - interval '55 minutes'
            else leave.first_fill_at - interval '2 seconds'
        end,
        case when leave.is_done then 'filled' else 'open' end
    from mastertrade_exits as leave
    where leave.quantity > 0
    union all
    -- The other leg of a bracket, cancelled when the first one filled.
    select
        leave.draw, 5, case leave.order_type when 'STOP_LOSS' then 'TAKE_PROFIT'
            else 'STOP_LOSS' end,
        leave.quantity, -1, leave.last_entry_at + interval '2 minutes', 'cancelled'
    from mastertrade_exits as leave
    where leave.is_done and leave.k = 3 and leave.order_type in ('STOP_LOSS', 'TAKE_PROFIT')
        and pg_temp.u('mastertrade/bracket', leave.draw) < 0.12
    union all
    -- Entries that came to nothing.
    select
        trip.draw, 6, case when trip.outcome = 'unfilled' then 'LIMIT'
            else pg_temp.pick('{MARKET,LIMIT}', 'mastertrade/refused', trip.draw) end,
        trip.quantity, 1, trip.entry_at,
        case
            when trip.outcome = 'rejected' then 'rejected'
            when trip.exit_at < trip.ends_at - interval '10 minutes' then 'cancelled'
            else 'open'
        end
    from mastertrade_trips as trip
    where trip.outcome <> 'traded'
    union all
    -- Signals of the last minutes, not yet at the exchange: additions to what is held.
    select
        trip.draw, 7, 'LIMIT', round(trip.quantity * 0.5, trip.lot_decimals), 1,
        trip.ends_at - interval '1 second'
            * pg_temp.int_between(5, 290, 'mastertrade/pending', trip.draw), 'pending'
    from mastertrade_trips as trip
    where trip.is_current and trip.outcome = 'traded'
        and trip.exit_at >= trip.ends_at - interval '10 minutes' and trip.draw % 4 = 0

)

select
    plan.draw,
    plan.k,
    plan.draw * 10 + plan.k as order_draw,
    trip.strategy_id,
    trip.symbol,
    trip.base_asset,
    trip.environment,
    trip.direction,
    trip.direction * plan.sign as sign,
    plan.order_type,
    plan.status,
    plan.quantity,
    total.quantity as filled_quantity,
    total.average_price,
    total.commission,
    total.commission_asset,
    total.first_at,
    total.last_at,
    plan.created_at,
    -- The price asked for is one the fills did not miss.
    case
        when plan.order_type <> 'LIMIT' then null
        when total.quantity is null
            then round(trip.entry_price * (1 - trip.direction * plan.sign * 0.012),
            trip.price_decimals)
        when trip.direction * plan.sign = 1 then total.highest_price
        else total.lowest_price
    end as limit_price,
    case
        when plan.k in (1, 2, 6, 7) and plan.draw % 5 <> 0
            then round(trip.entry_price
                * (1 - trip.direction
                * (0.03 + 0.03 * pg_temp.u('mastertrade/stop', plan.draw)))::numeric,
                trip.price_decimals)
        when plan.order_type = 'STOP_LOSS' and total.quantity is not null
            then case when trip.direction = 1 then total.highest_price else total.lowest_price end
        when plan.order_type = 'STOP_LOSS'
            then round(trip.entry_price * (1 - trip.direction * 0.05), trip.price_decimals)
    end as stop_loss,
    case
        when plan.k in (1, 2, 6, 7) and plan.draw % 5 <> 0
            then round(trip.entry_price
                * (1 + trip.direction
                * (0.04 + 0.06 * pg_temp.u('mastertrade/take', plan.draw)))::numeric,
                trip.price_decimals)
        when plan.order_type = 'TAKE_PROFIT' and total.quantity is not null
            then case when trip.direction = 1 then total.lowest_price else total.highest_price end
        when plan.order_type = 'TAKE_PROFIT'
            then round(trip.entry_price * (1 + trip.direction * 0.08), trip.price_decimals)
    end as take_profit,
    -- When it stopped changing; null while nothing has happened since it was sent.
    case
        when plan.status = 'filled' then total.last_at
        when plan.status = 'partially_filled' then total.last_at
        when plan.status = 'rejected' then plan.created_at + interval '1 second'
        when plan.status = 'cancelled' and plan.k = 5
            then (select sibling.last_at from totals as sibling where sibling.draw = plan.draw
                and sibling.k = 3) + interval '1 second'
        when plan.status = 'cancelled'
            then coalesce(total.last_at + interval '20 minutes', plan.created_at + 0.25 * trip.slot)
        when plan.status = 'open' then plan.created_at + interval '1 second'
    end as changed_at
from planned as plan
join mastertrade_trips as trip on trip.draw = plan.draw
left join totals as total on total.draw = plan.draw and total.k = plan.k;
analyze mastertrade_orders;

insert into orders
select
    pg_temp.uid('mastertrade/order', planned.order_draw),
    planned.strategy_id,
    planned.symbol,
    case planned.sign when 1 then 'BUY' else 'SELL' end,
    planned.order_type,
    planned.quantity,
    planned.limit_price,
    planned.stop_loss,
    planned.take_profit,
    planned.environment,
    planned.status,
    case
        when planned.environment = 'live' and planned.status not in ('pending', 'rejected')
            then (8000000000 + row_number()
                over (order by planned.created_at, planned.order_draw) * 13)::text
    end,
    coalesce(planned.filled_quantity, 0),
    planned.average_price,
    planned.commission,
    planned.commission_asset,
    planned.created_at,
    planned.changed_at,
    case when planned.status = 'filled' then planned.last_at end
from mastertrade_orders as planned;

-- A paper fill has no exchange id, and about one live fill in two hundred was imported twice.
insert into trades
select
    row_number() over (order by coalesce(listed.created_at, listed.executed_at), listed.fill_draw,
        listed.copy),
    pg_temp.uid('mastertrade/order', listed.draw * 10 + listed.k),
    listed.strategy_id,
    listed.symbol,
    case listed.sign when 1 then 'BUY' else 'SELL' end,
    listed.quantity,
    listed.price,
    listed.commission,
    case when listed.has_fee then listed.fee_asset end,
    listed.realized_pnl,
    listed.environment,
    case when listed.environment = 'live' then 'T' || listed.fill_draw end,
    listed.executed_at,
    listed.created_at
from (
    select
        fill.*,
        copy,
        case
            when copy = 2 then fill.executed_at + interval '3 hours'
            when pg_temp.u('mastertrade/undated', fill.fill_draw) > 0.003
                then fill.executed_at + pg_temp.u('mastertrade/loaded', fill.fill_draw)
                    * interval '2 seconds'
        end as created_at
    from mastertrade_fills as fill
    cross join lateral generate_series(
        1, 1 + (
            fill.environment = 'live'
            and fill.executed_at < pg_temp.mastertrade_end() - interval '1 day'
            and pg_temp.u('mastertrade/twice', fill.fill_draw) < 0.005
        )::int
    ) as copy
) as listed;

-- Positions --------------------------------------------------------------------------------------

drop table if exists mastertrade_positions;
create temp table mastertrade_positions on commit drop as
select
    held.*,
    trip.strategy_id,
    trip.symbol,
    trip.environment,
    trip.direction,
    trip.has_bars,
    trip.ends_at,
    trip.price_decimals,
    case when trip.has_bars
        then pg_temp.mastertrade_price(trip.symbol, trip.ends_at - interval '1 second') end as mark
from (
    select
        draw,
        min(entry_average) as entry_average,
        sum(case when k <= 2 then quantity else -quantity end) as quantity,
        min(executed_at) as opened_at,
        max(executed_at) as touched_at
    from mastertrade_fills
    group by draw
    having sum(case when k <= 2 then quantity else -quantity end) <> 0
) as held
join mastertrade_trips as trip on trip.draw = held.draw;

insert into positions
select
    row_number() over (order by held.opened_at, held.draw),
    held.strategy_id,
    held.symbol,
    case held.direction when 1 then 'LONG' else 'SHORT' end,
    held.quantity,
    round(held.entry_average, 8),
    held.mark,
    case when held.draw % 5 <> 0
        then round(held.entry_average * (1 - held.direction * 0.05), held.price_decimals) end,
    case when held.draw % 5 <> 0
        then round(held.entry_average * (1 + held.direction * 0.08), held.price_decimals) end,
    round(held.direction * (held.mark - held.entry_average) * held.quantity, 2),
    round(100 * held.direction * (held.mark / held.entry_average - 1), 4),
    held.environment,
    held.opened_at,
    case when held.has_bars then held.ends_at - interval '1 second' else held.touched_at end
from mastertrade_positions as held;

-- Balances ---------------------------------------------------------------------------------------

-- Cash = start + realized - fees - cost of what is held long + open result of what is sold short.
-- With the coins at market the sum is start + realized - fees + unrealized, at every snapshot.
drop table if exists mastertrade_book;
create temp table mastertrade_book on commit drop as
with

bounds as (

    select
        date_trunc('day', min(created_at)) - interval '1 day' as first_at,
        pg_temp.mastertrade_end() - interval '2 days' as hourly_from,
        pg_temp.mastertrade_end() as ends_at
    from mastertrade_orders

),

moments as (

    select at
    from bounds
    cross join lateral generate_series(first_at, hourly_from - interval '1 day', interval '1 day')
        as at
    union all
    select at
    from bounds
    cross join lateral generate_series(hourly_from, ends_at - interval '1 hour',
        interval '1 hour') as at

),

events as (

    -- Trading.
    select
        environment,
        symbol,
        executed_at as at,
        case when direction = 1 then case when k <= 2 then quantity else -quantity end else 0
            end as long_quantity,
        case when direction = 1 then case when k <= 2 then quantity * price
            else -quantity * entry_average end else 0 end as long_cost,
        case when direction = -1 then case when k <= 2 then quantity else -quantity end else 0
            end as short_quantity,
        case when direction = -1 then case when k <= 2 then quantity * price
            else -quantity * entry_average end else 0 end as short_cost,
        coalesce(realized_pnl, 0) - fee_usd as cash,
        0::numeric as locked_cash,
        0::numeric as locked_quantity
    from mastertrade_fills
    union all
    -- Working orders lock what they would spend, from when they are sent until they end.
    select
        environment, symbol, moved.at, 0, 0, 0, 0, 0,
        case when sign = 1 and direction = 1
            then moved.step * quantity * coalesce(limit_price, stop_loss, take_profit) else 0 end,
        case when sign = -1 and direction = 1 then moved.step * quantity else 0 end
    from mastertrade_orders
    cross join lateral (values
        (created_at, 1),
        (case when status in ('filled', 'cancelled') then changed_at end, -1)
    ) as moved (at, step)
    where order_type <> 'MARKET' and status in ('filled', 'cancelled', 'open', 'partially_filled')
        and moved.at is not null

),

bucketed as (

    select
        environment,
        symbol,
        case
            when at > hourly_from
                then date_trunc('hour', at - interval '1 microsecond') + interval '1 hour'
            else date_trunc('day', at - interval '1 microsecond') + interval '1 day'
        end as snapshot_at,
        sum(long_quantity) as long_quantity,
        sum(long_cost) as long_cost,
        sum(short_quantity) as short_quantity,
        sum(short_cost) as short_cost,
        sum(cash) as cash,
        sum(locked_cash) as locked_cash,
        sum(locked_quantity) as locked_quantity
    from events
    cross join bounds
    group by environment, symbol, snapshot_at

),

running as (

    select
        book.environment,
        pair.symbol,
        pair.base_asset,
        pair.has_bars,
        moments.at,
        sum(coalesce(bucketed.long_quantity, 0)) over so_far as long_quantity,
        sum(coalesce(bucketed.long_cost, 0)) over so_far as long_cost,
        sum(coalesce(bucketed.short_quantity, 0)) over so_far as short_quantity,
        sum(coalesce(bucketed.short_cost, 0)) over so_far as short_cost,
        sum(coalesce(bucketed.cash, 0)) over so_far as cash,
        sum(coalesce(bucketed.locked_cash, 0)) over so_far as locked_cash,
        sum(coalesce(bucketed.locked_quantity, 0)) over so_far as locked_quantity,
        pg_temp.mastertrade_price(pair.symbol, moments.at - interval '1 second') as market_price
    from moments
    cross join (values ('paper'), ('live')) as book (environment)
    cross join mastertrade_symbols as pair
    left join bucketed
        on bucketed.environment = book.environment
        and bucketed.symbol = pair.symbol
        and bucketed.snapshot_at = moments.at
    window so_far as (partition by book.environment, pair.symbol order by moments.at)

)

select
    *,
    -- Without a price feed a coin is carried at what it cost.
    case when has_bars then long_quantity * market_price else long_cost end as long_value,
    case when has_bars then short_cost - short_quantity * market_price else 0 end as short_result
from running;

insert into portfolio_balances
select
    row_number() over (order by held.at, held.environment, held.asset),
    held.environment,
    held.asset,
    held.total - coalesce(held.locked, 0),
    held.locked,
    held.total,
    held.usd_value,
    held.at
from (
    select
        environment,
        'USDT' as asset,
        at,
        round(
            greatest(case environment when 'paper' then 100000
                else 250000 end, pg_temp.scaled(case environment when 'paper' then 100000
                else 250000 end))
            + sum(cash) - sum(long_cost) + sum(short_result), 8
        ) as total,
        round(
            greatest(case environment when 'paper' then 100000
                else 250000 end, pg_temp.scaled(case environment when 'paper' then 100000
                else 250000 end))
            + sum(cash) - sum(long_cost) + sum(short_result), 2
        ) as usd_value,
        round(greatest(0, sum(locked_cash)) + sum(short_cost), 8) as locked
    from mastertrade_book
    group by environment, at
    union all
    select
        environment,
        base_asset,
        at,
        round(long_quantity, 8),
        round(long_value, 2),
        round(least(greatest(locked_quantity, 0), long_quantity), 8)
    from mastertrade_book
    where long_quantity > 0
    union all
    -- A worthless token someone sent: no price, and the exchange reports no lock for it.
    select
        'live', 'DUST', at, 12.5, null, null
    from mastertrade_book
    where environment = 'live' and symbol = 'BTCUSDT'
        and at > pg_temp.mastertrade_end() - interval '45 days'
) as held;

-- Risk -------------------------------------------------------------------------------------------

insert into risk_metrics
select
    row_number() over (order by hours.at, book.environment),
    hours.at,
    book.environment,
    worth.usd_value,
    case when hours.i % 24 <> 0
        then round(worth.usd_value
        * (0.008 + 0.006 * pg_temp.u('mastertrade/var/' || book.environment, hours.i))::numeric,
        2) end,
    case when hours.i % 24 <> 0
        then round(worth.usd_value
        * (0.015 + 0.006 * pg_temp.u('mastertrade/var/' || book.environment, hours.i))::numeric,
        2) end,
    case when hours.i % 24 <> 0
        then round((0.10 + 0.05
        * pg_temp.u('mastertrade/vol/' || book.environment, hours.i))::numeric, 4) end,
    case when hours.i % 24 <> 0
        then round((0.6 + 0.4
        * pg_temp.z('mastertrade/sharpe/' || book.environment, hours.i))::numeric, 4) end,
    case when hours.i % 24 <> 0
        then round((0.03 + 0.02
        * pg_temp.u('mastertrade/dd/' || book.environment, hours.i))::numeric, 4) end,
    case when hours.i % 24 <> 0
        then round((0.2 + 0.3
        * pg_temp.u('mastertrade/cor/' || book.environment, hours.i))::numeric, 4) end,
    case when hours.i % 24 <> 0
        then round((0.5 + 0.3
        * pg_temp.u('mastertrade/div/' || book.environment, hours.i))::numeric, 4) end,
    case when hours.i % 24 <> 0 then coalesce(open_trips.position_count, 0) end,
    case when hours.i % 24 <> 0 then round(worth.largest_value / worth.usd_value, 4) end
from (
    select
        i,
        pg_temp.mastertrade_end() - interval '72 hours' + i * interval '1 hour' as at
    from generate_series(0, 71) as i
) as hours
cross join (values ('paper'), ('live')) as book (environment)
cross join lateral (
    select
        sum(balance.usd_value) as usd_value,
        coalesce(max(balance.usd_value) filter (where balance.asset <> 'USDT'), 0) as largest_value
    from portfolio_balances as balance
    where balance.environment = book.environment
        and balance.timestamp = case
            when hours.i < 24 then date_trunc('day', hours.at)
            else hours.at
        end
) as worth
left join lateral (
    select count(*)::int as position_count
    from (
        select
            fill.environment,
            min(fill.executed_at) as opened_at,
            case
                when sum(case when fill.k <= 2 then fill.quantity else -fill.quantity end) = 0
                    then max(fill.executed_at)
            end as closed_at
        from mastertrade_fills as fill
        group by fill.draw, fill.environment
        having max(fill.executed_at) > pg_temp.mastertrade_end() - interval '8 days'
    ) as lives
    where lives.environment = book.environment
        and lives.opened_at <= hours.at
        and (lives.closed_at is null or lives.closed_at > hours.at)
) as open_trips on true;

insert into circuit_breaker_events
select
    i,
    (array['drawdown', 'loss_streak', 'volatility_spike'])[1 + i % 3],
    (array[0.05, 5, 0.8])[1 + i % 3],
    (array[0.05 + 0.004 * i, 5 + i % 3, 0.82 + 0.03 * i])[1 + i % 3],
    pg_temp.mastertrade_end() - (10 - i) * interval '17 days' - interval '7 hours 20 minutes',
    case when i < 9 then pg_temp.mastertrade_end() - (10 - i) * interval '17 days'
        - interval '3 hours' + i * interval '11 minutes' end,
    case when i <> 4 then '["pause_entries", "notify"]'::jsonb end,
    case when i % 2 = 0 then jsonb_build_object('environment', case when i % 4 = 0 then 'live'
        else 'paper' end) end
from generate_series(1, 9) as i;

-- Goals ------------------------------------------------------------------------------------------

insert into financial_goals
select
    goal.id, goal.goal_type, goal.target, goal.id, goal.risk, goal.drawdown, goal.status,
    pg_temp.mastertrade_end() - goal.days * interval '1 day',
    case when goal.status = 'achieved' then pg_temp.mastertrade_end() - interval '1 day' end,
    case when goal.id <> 2 then jsonb_build_object('environment', 'live') end,
    pg_temp.mastertrade_end() - goal.days * interval '1 day',
    pg_temp.mastertrade_end() - (array[9, 12, 30])[goal.id] * interval '1 day'
from (values
    (1, 'monthly_return_pct', 10, 0.02, 0.15, 'active', 90),
    (2, 'monthly_profit_usd', 10000, 0.02, 0.10, 'paused', 90),
    (3, 'portfolio_target_usd', 1000000, null, null, 'active', 90)
) as goal (id, goal_type, target, risk, drawdown, status, days);

-- Measured daily on the live book: its worth, and how that moved within 30 days.
insert into goal_progress
select
    row_number() over (order by measured.at, measured.goal_id),
    measured.goal_id,
    measured.at,
    measured.current_value,
    measured.target_value,
    round(100 * measured.current_value / measured.target_value, 2),
    measured.target_value - measured.current_value,
    case
        when measured.days_in < 3 then null
        when measured.current_value >= 0.3 * measured.target_value then 'ahead'
        when measured.current_value >= 0.2 * measured.target_value then 'on_track'
        else 'behind'
    end,
    measured.at + interval '5 seconds'
from (
    select
        goal.id as goal_id,
        daily.at,
        daily.day_number as days_in,
        case
            when goal.id = 3 and daily.at < pg_temp.mastertrade_end() - interval '30 days'
                then 750000
            else goal.target_value
        end as target_value,
        case goal.id
            when 1 then round(100 * (daily.worth / daily.worth_before - 1), 2)
            when 2 then daily.worth - daily.worth_before
            else daily.worth
        end as current_value
    from (
        select
            at,
            worth,
            lag(worth, 30) over (order by at) as worth_before,
            row_number() over (order by at desc) as age,
            90 - row_number() over (order by at desc) as day_number
        from (
            select
                balance.timestamp as at,
                sum(balance.usd_value) as worth
            from portfolio_balances as balance
            where balance.environment = 'live'
                and balance.timestamp = date_trunc('day', balance.timestamp)
            group by balance.timestamp
        ) as days
    ) as daily
    cross join financial_goals as goal
    where daily.age <= 90 and daily.worth_before is not null and (goal.id <> 2 or daily.age > 12)
) as measured;

-- The first goal is what the best month made, less a tenth, and ended when it was first reached.
with

best as (

    select
        goal_id,
        round(max(current_value) / 1.1, 1) as target_value
    from goal_progress
    where goal_id = 1
    group by goal_id
    having max(current_value) > 0.2

),

reached as (

    update goal_progress as measured
    set target_value = best.target_value,
        progress_pct = round(100 * measured.current_value / best.target_value, 2),
        gap = best.target_value - measured.current_value,
        status = case
            when measured.status is null then null
            when measured.current_value >= 0.3 * best.target_value then 'ahead'
            when measured.current_value >= 0.2 * best.target_value then 'on_track'
            else 'behind'
        end
    from best
    where measured.goal_id = best.goal_id
    returning measured.goal_id, measured.timestamp, measured.current_value, measured.target_value

)

update financial_goals as goal
set target_value = first.target_value,
    status = 'achieved',
    achieved_at = first.reached_at,
    updated_at = first.reached_at
from (
    select
        goal_id,
        target_value,
        min(timestamp) as reached_at
    from reached
    where current_value >= target_value
    group by goal_id, target_value
) as first
where goal.id = first.goal_id;

delete from goal_progress as measured
using financial_goals as goal
where measured.goal_id = goal.id and measured.timestamp > goal.achieved_at;

insert into goal_adjustments
select
    i,
    case when i = 1 then 3 else 1 + i % 2 end,
    case when i = 1 then 'raise_target'
        else (array['increase_risk', 'decrease_risk'])[1 + i % 2] end,
    case when i = 1 then 750000 when i = 2 then null else 0.02 end,
    case when i = 1 then 1000000 when i = 7 then null when i % 2 = 0 then 0.025 else 0.015 end,
    case when i <> 5 then case when i = 1 then 'Target raised'
        else (array['Behind target', 'Drawdown rising'])[1 + i % 2] end end,
    pg_temp.mastertrade_end() - interval '30 days' + (i - 1) * interval '3 days'
from generate_series(1, 8) as i;

-- Alerts -----------------------------------------------------------------------------------------

insert into alerts
select
    pg_temp.uid('mastertrade/alert', raised.i),
    raised.alert_type,
    raised.severity,
    initcap(replace(raised.alert_type, '_', ' ')),
    'Sample alert ' || raised.i,
    raised.entity_type,
    case
        when raised.entity_type = 'strategy' then strategy.id::text
        when raised.entity_type = 'order' then (
            select placed.id::text from orders as placed
            where placed.strategy_id = strategy.id
            order by placed.created_at, placed.id limit 1
        )
        when raised.entity_type = 'position' then 'position-' || raised.i
    end,
    case when raised.i % 3 <> 0 then jsonb_build_object('strategy', strategy.name) end,
    raised.status,
    raised.at,
    case when raised.status = 'acknowledged' or raised.status = 'resolved' and raised.i % 5 <> 0
        then raised.at + interval '9 minutes' end,
    case when raised.status = 'resolved' then raised.at + interval '50 minutes' end
from (
    select
        i,
        pg_temp.mastertrade_end() - interval '2 hours'
        - pg_temp.int_between(0, 85 * 86400, 'mastertrade/alert/at', i) * interval '1 second' as at,
        (array['price_movement', 'order_filled', 'risk_threshold', 'strategy_paused'])[1 + i % 4]
            as alert_type,
        pg_temp.pick('{info,info,info,warning,warning,error,critical}',
            'mastertrade/alert/severity', i) as severity,
        pg_temp.pick('{active,acknowledged,resolved,resolved,resolved}',
            'mastertrade/alert/status', i) as status,
        case when i % 11 <> 0 then (array['system', 'order', 'position', 'strategy'])[1 + i % 4]
            end as entity_type
    from generate_series(1, 260) as i
) as raised
join mastertrade_strategies as plan
    on plan.n = pg_temp.int_between(1, pg_temp.scaled(60), 'mastertrade/alert/strategy', raised.i)
join strategies as strategy on strategy.id = plan.id;

insert into alert_history
select
    row_number() over (order by sent.at, sent.i, sent.attempt),
    pg_temp.uid('mastertrade/alert', sent.i),
    sent.channel,
    case sent.channel
        when 'email' then 'desk' || sent.i % 5 || '@example.com'
        when 'sms' then '+1-555-010' || sent.i % 10
        when 'webhook' then 'https://hooks.example.com/' || sent.i % 3
        when 'slack' then '#desk'
    end,
    sent.status,
    case when sent.status = 'failed'
        then pg_temp.pick('{timeout,rate limited,unknown recipient}',
        'mastertrade/delivery/error', sent.i * 10 + sent.attempt) end,
    case when sent.status <> 'pending' then sent.at end
from (
    select
        n.i,
        attempt,
        raised.created_at + attempt * interval '20 seconds' as at,
        (array['email', 'sms', 'telegram', 'discord', 'slack', 'webhook'])[1
            + (n.i + attempt) % 6] as channel,
        pg_temp.pick('{sent,sent,sent,sent,sent,sent,sent,failed,pending}',
            'mastertrade/delivery', n.i * 10 + attempt) as status
    from generate_series(1, 260) as n (i)
    join alerts as raised on raised.id = pg_temp.uid('mastertrade/alert', n.i)
    cross join lateral generate_series(1, 1 + n.i % 3) as attempt
) as sent;

insert into alert_suppressions
select
    i,
    (array['price_movement', 'risk_threshold', 'order_filled'])[1 + i % 3],
    case when i % 4 <> 0 then 'strategy' end,
    case when i % 4 <> 0 then pg_temp.uid('mastertrade/strategy',
        1 + i % pg_temp.scaled(60))::text end,
    case when i % 5 <> 0 then 'Planned maintenance' end,
    -- A rule may run on until someone lifts it.
    case when i % 6 <> 0 then pg_temp.mastertrade_end() - i * interval '2 days' end,
    pg_temp.mastertrade_end() - i * interval '3 days' - interval '6 hours',
    case when i % 7 <> 0 then 'desk' end
from generate_series(1, 18) as i;

-- What is muted is not sent, but for a few that were on their way.
delete from alert_history as sent
using alerts as raised, alert_suppressions as rule
where sent.alert_id = raised.id
    and rule.alert_type = raised.alert_type
    and (rule.entity_id is null or rule.entity_id = raised.entity_id)
    and raised.created_at >= rule.created_at
    and (rule.suppressed_until is null or raised.created_at < rule.suppressed_until)
    and sent.id % 8 <> 0;

-- People -----------------------------------------------------------------------------------------

insert into users
select
    pg_temp.uid('mastertrade/user', i),
    'sample_user_' || i,
    'user' || i || '@example.com',
    'sample$' || md5('mastertrade/password/' || i),
    (array['admin', 'trader', 'trader', 'viewer', 'trader', 'viewer'])[1 + i % 6],
    case when i % 3 <> 0 then 'sample$' || md5('mastertrade/key/' || i) end,
    i % 9 <> 0,
    pg_temp.mastertrade_end() - interval '300 days' + i * interval '5 days 3 hours',
    case when i % 8 <> 0 then pg_temp.mastertrade_end() - i * interval '7 hours' end
from generate_series(1, 24) as i;

insert into audit_logs
select
    row_number() over (order by logged.at, logged.i),
    case when logged.i % 10 <> 0 then pg_temp.uid('mastertrade/user', 1 + logged.i % 24) end,
    logged.action,
    logged.entity_type,
    case logged.entity_type
        when 'strategy' then pg_temp.uid('mastertrade/strategy',
            1 + logged.i % pg_temp.scaled(60))::text
        when 'goal' then (1 + logged.i % 3)::text
    end,
    case when logged.action = 'update_goal' then jsonb_build_object('risk_tolerance', 0.02) end,
    case when logged.action <> 'login' then jsonb_build_object('n', logged.i) end,
    case when logged.i % 10 <> 0 then ('192.0.2.' || 1 + logged.i % 200)::inet end,
    case when logged.i % 10 <> 0 then 'sample-agent/1.0' end,
    logged.at
from (
    select
        i,
        (array['create_strategy', 'execute_order', 'update_goal', 'login'])[1 + i % 4] as action,
        (array['strategy', 'order', 'goal', null])[1 + i % 4] as entity_type,
        pg_temp.mastertrade_end() - interval '1 hour'
        - pg_temp.int_between(0, 170 * 86400, 'mastertrade/audit/at', i) * interval '1 second' as at
    from generate_series(1, 320) as i
) as logged;
