-- PATRIOT: people who let strategies trade their exchange accounts.
-- The platform took over its accounts 200 days before the end of the history. From then on a
-- balance is the opening balance plus realised P&L minus commissions: there are no deposits.
-- Commissions paid in BNB count at BNB's close of their UTC day; USDT and USDC count as 1 USD, and so
-- do the exchange's vouchers (VCH), which nobody else quotes.

create or replace function pg_temp.patriot_start() returns timestamptz language sql stable as
$$ select pg_temp.sample_end() - interval '200 days' $$;

-- Of the last hour and a half of a day nothing is left after 23:57, in unchanged order, so that a
-- day's last snapshot (23:59:30) has seen all of its fills.
create or replace function pg_temp.patriot_within_day(at timestamptz) returns timestamptz
language sql stable as
$$
    select case
        when late > interval '0' then date_trunc('day', at, 'UTC') + interval '23:30' + late * 0.9
        else at
    end
    from (select at - date_trunc('day', at, 'UTC') - interval '23:30' as late) as clock
$$;

-- A ratio cut to what its column can hold. Null stays null.
create or replace function pg_temp.patriot_cut(ratio numeric, bound numeric) returns numeric
language sql immutable as
$$ select case when ratio is not null then greatest(-bound, least(bound, ratio)) end $$;

-- What the strategies do: days between trades of a symbol, shortest and longest holding in days,
-- entries a trade is built from, chance to be on the right side.
drop table if exists patriot_styles;
create temp table patriot_styles on commit drop as
select *
from (values
    (1, 'Scalper One', 'SCALPING', 'HIGH', true, 10.0, 0.1, 0.6, 1, 0.60),
    (2, 'Swing Trend', 'SWING', 'MEDIUM', true, 32.0, 6.0, 16.0, 1, 0.52),
    (3, 'Cross Venue Arbitrage', 'ARBITRAGE', 'LOW', true, 12.0, 0.05, 0.5, 1, 0.58),
    (4, 'Range Grid', 'GRID', 'MEDIUM', true, 14.0, 1.0, 5.0, 2, 0.56),
    (5, 'Steady Accumulation', 'DCA', 'LOW', true, 26.0, 4.0, 12.0, 3, 0.50),
    (6, 'Momentum Breakout', 'MOMENTUM', 'ULTRA_HIGH', true, 17.0, 1.0, 7.0, 1, 0.53),
    (7, 'Mean Reversion Bands', 'MEAN_REVERSION', 'HIGH', true, 14.0, 0.5, 4.0, 1, 0.56),
    (8, 'Momentum Classic', 'MOMENTUM', 'HIGH', false, 16.0, 1.0, 6.0, 1, 0.48),
    -- Deleted since: its assignments went with it, its orders remain without a strategy.
    (9, null, null, null, false, 14.0, 1.0, 5.0, 1, 0.42)
) as listed (
    n, name, strategy_type, risk_level, is_active, cell_days, hold_least, hold_most, entries, skill
);

drop table if exists patriot_coins;
create temp table patriot_coins on commit drop as
select
    listed.*,
    instrument.decimals
from (values
    (0, 'BTC', 0.00001),
    (1, 'ETH', 0.0001),
    (2, 'SOL', 0.01),
    (3, 'BNB', 0.001),
    (4, 'XRP', 1),
    (5, 'DOGE', 1)
) as listed (n, base, step)
join market_instruments as instrument on listed.base = instrument.symbol;

-- Users

insert into users
select
    pg_temp.uid('patriot/user', n),
    700000000 + n * 7919,
    'copytrader_' || to_char(n, 'FM00000'),
    case when n % 6 <> 2 then 'copytrader' || n || '@example.com' end,
    (case n % 20
        when 0 then 'PENDING_VERIFICATION'
        when 7 then 'SUSPENDED'
        when 13 then 'CLOSED'
        else 'ACTIVE'
    end)::user_status_enum,
    pg_temp.pick(array['LOW', 'MEDIUM', 'MEDIUM', 'HIGH', 'ULTRA_HIGH'], 'patriot/profile', n)
    ::risk_profile_enum,
    registered_at,
    registered_at + pg_temp.u('patriot/user changed', n) * (pg_temp.sample_end() - registered_at)
from generate_series(1, pg_temp.scaled(40)) as n
cross join lateral (
    select date_trunc('second', case
        when n % 20 = 0
            then pg_temp.sample_end() - (1 + 4 * pg_temp.u('patriot/registered', n)) * interval '1 day'
        else pg_temp.patriot_start() - pg_temp.u('patriot/registered', n) * interval '200 days'
    end) as registered_at
) as registration;

-- Accounts. Number: 4 * user + 1, 2 or 3, whatever the scale.

drop table if exists patriot_accounts;
create temp table patriot_accounts on commit drop as
with

numbered as (

    select
        user_n * 4 + k as n,
        user_n,
        k,
        user_n % 20 = 0 as is_pending,
        user_n % 40 = 5 and k = 1 as is_liquidated,
        -- Three at one exchange are as many as a user may have there.
        user_n % 40 = 2 as has_three_at_one,
        pg_temp.u('patriot/exchange', user_n * 4 + case when user_n % 40 = 2 then 1 else k end)
            as exchange_draw,
        pg_temp.u('patriot/migrated', user_n * 4 + k) < 0.55 as was_migrated
    from generate_series(1, pg_temp.scaled(40)) as user_n
    cross join lateral generate_series(
        1,
        case
            when user_n % 20 = 0 then 1
            when user_n % 40 = 2 then 3
            else 1
                + (pg_temp.u('patriot/second account', user_n) < 0.5)::int
                + (pg_temp.u('patriot/third account', user_n) < 0.2)::int
        end
    ) as k

),

opened as (

    select
        *,
        case
            when is_liquidated or exchange_draw between 0.40 and 0.65 then 'BYBIT'
            when exchange_draw < 0.40 then 'BINANCE'
            when exchange_draw < 0.85 then 'OKX'
            else 'MEXC'
        end as exchange,
        -- At 17 seconds past, where no later snapshot falls.
        date_trunc('minute', case
            when is_pending
                then pg_temp.sample_end() - (0.2 + 0.6 * pg_temp.u('patriot/opened', n)) * interval '1 day'
            when was_migrated or is_liquidated
                then pg_temp.patriot_start() + (2 + 4 * pg_temp.u('patriot/opened', n)) * interval '1 hour'
            else pg_temp.patriot_start()
                + (5 + 115 * power(pg_temp.u('patriot/opened', n), 1.5)) * interval '1 day'
        end) + interval '17 seconds' as opened_at
    from numbered

),

lived as (

    select
        *,
        exchange = 'MEXC' as is_spot,
        case
            when user_n % 20 = 13 then 0.5 + 0.3 * pg_temp.u('patriot/closed', n)
            when user_n % 20 = 7 then 0.7 + 0.25 * pg_temp.u('patriot/closed', n)
            when not (is_pending or is_liquidated or has_three_at_one) and pg_temp.u('patriot/left', n) < 0.07
                then 0.4 + 0.5 * pg_temp.u('patriot/closed', n)
        end as lived_share
    from opened

)

select
    n,
    pg_temp.uid('patriot/account', n) as id,
    user_n,
    pg_temp.uid('patriot/user', user_n) as user_id,
    k,
    exchange,
    is_spot,
    is_pending,
    is_liquidated,
    (was_migrated or is_liquidated) and not is_pending as was_migrated,
    not is_liquidated and pg_temp.u('patriot/testnet', n) < 0.12 as is_testnet,
    opened_at,
    lived_share is null as is_active,
    date_trunc('second', coalesce(
        opened_at + lived_share * (pg_temp.sample_end() - opened_at), pg_temp.sample_end()
    )) as live_until,
    case
        when is_spot then 1
        when is_liquidated then 20
        else (array[3, 5, 10])[pg_temp.int_between(1, 3, 'patriot/leverage', n)]
    end as leverage,
    not is_spot and pg_temp.u('patriot/hedged', n) < 0.6 as is_hedged,
    case when exchange = 'BYBIT' and pg_temp.u('patriot/quote', n) < 0.35 then 'USDC' else 'USDT' end
        as quote,
    exchange = 'BINANCE' and pg_temp.u('patriot/bnb', n) < 0.5 as pays_in_bnb,
    1 + (pg_temp.u('patriot/strategies', n) < 0.6)::int
        + (pg_temp.u('patriot/strategies', n) < 0.2)::int as strategy_count,
    round((4000 * exp(0.9 * pg_temp.z('patriot/opening', n)) + 1500)::numeric, 2) as opening_usd
from lived;

-- Assignments: which strategy has an account's slots from when to when.

drop table if exists patriot_assignments;
create temp table patriot_assignments on commit drop as
with

bases as (

    select
        account.n as account_n,
        account.is_active,
        account.live_until,
        account.strategy_count,
        account.opening_usd,
        j,
        account.n * 4 + j as draw,
        case
            when account.is_liquidated then (array[6, 2, 7])[j]
            else 1 + (account.n + 3 * (j - 1)) % 7
        end as style_n,
        account.opened_at + (3 + 12 * pg_temp.u('patriot/assigned', account.n * 4 + j)) * interval '1 hour'
            as starts_at,
        pg_temp.u('patriot/history', account.n * 4 + j) as history
    from patriot_accounts as account
    cross join lateral generate_series(1, account.strategy_count) as j
    where not account.is_pending

),

segments as (

    select
        *,
        case
            when j = 1 and account_n % 9 = 0 then array[9, style_n]
            when style_n = 6 and history < 0.6 then array[8, 6]
            when history > 0.85 then array[style_n, style_n, style_n]
            else array[style_n]
        end as styles,
        case
            when j = 1 and account_n % 36 = 9 then array[0, 0.90, 0.91, 1]
            when j = 1 and account_n % 9 = 0 then array[0, 0.22, 0.24, 1]
            when style_n = 6 and history < 0.6 then array[0, 0.35, 0.36, 1]
            when history > 0.85 then array[0, 0.2, 0.25, 0.45, 0.5, 1]
            else array[0, 1]
        end as bounds
    from bases

)

select
    row_number() over (order by account_n, j, seg) as n,
    account_n,
    j,
    strategy_count,
    styles[seg] as style_n,
    date_trunc('second', starts_at + bounds[2 * seg - 1] * (live_until - starts_at)) as assigned_at,
    case
        when seg = cardinality(styles) then live_until
        else date_trunc('second', starts_at + bounds[2 * seg] * (live_until - starts_at))
    end as ends_at,
    seg = cardinality(styles) and is_active as is_active,
    round((100.0 / strategy_count * (0.6 + 0.35 * pg_temp.u('patriot/share', draw)))::numeric, 2)
        as allocation_percent,
    opening_usd
from segments
cross join lateral generate_series(1, cardinality(styles)) as seg;

-- Round trips. A slot is one of an account's three symbols; one strategy at a time trades it, and
-- a trip ends before the next begins.

drop table if exists patriot_trips;
create temp table patriot_trips on commit drop as
with

cells as (

    select
        assignment.n as assignment_n,
        assignment.account_n,
        assignment.style_n,
        assignment.ends_at,
        assignment.is_active,
        style.entries,
        style.skill,
        style.hold_least,
        style.hold_most,
        slot,
        cell,
        row_number() over (order by assignment.n, slot, cell) as draw,
        assignment.assigned_at + cell * style.cell_days * interval '1 day' as cell_start,
        style.cell_days
    from patriot_assignments as assignment
    join patriot_styles as style on assignment.style_n = style.n
    cross join lateral generate_series(0, 2) as slot
    cross join lateral generate_series(
        0,
        ceil(extract(epoch from assignment.ends_at - assignment.assigned_at) / 86400 / style.cell_days)::int
        - 1
    ) as cell
    where slot % assignment.strategy_count = assignment.j - 1

),

timed as (

    select
        cells.*,
        date_trunc('milliseconds', cell_start
            + cell_days * (0.05 + 0.25 * pg_temp.u('patriot/entry', draw)) * interval '1 day'
        ) as entry_at,
        (hold_least + (hold_most - hold_least) * pg_temp.u('patriot/hold', draw)) * interval '1 day' as hold
    from cells

),

bounded as (

    select
        timed.*,
        date_trunc('milliseconds', case
            when is_active then entry_at + hold
            else least(entry_at + hold, ends_at - interval '30 minutes')
        end) as exit_at
    from timed
    where entry_at < ends_at - interval '2 hours'

)

select
    bounded.draw as n,
    bounded.assignment_n,
    bounded.account_n,
    bounded.style_n,
    bounded.skill,
    coin.base,
    coin.step,
    coin.decimals,
    coin.base || account.quote as symbol,
    case when account.is_liquidated then 1 else bounded.entries end as entries,
    case
        when not account.is_liquidated and pg_temp.u('patriot/two exits', bounded.draw) < 0.18 then 2
        else 1
    end as exits,
    bounded.entry_at,
    bounded.exit_at,
    bounded.exit_at - bounded.entry_at as hold,
    null::int as direction,
    null::numeric as units,
    false as is_liquidation
from bounded
join patriot_accounts as account on bounded.account_n = account.n
join patriot_coins as coin
    on coin.n = case
        when account.quote = 'USDC' then (bounded.account_n + bounded.slot) % 3
        else (bounded.account_n + 2 * bounded.slot) % 6
    end;

-- The steps a trip is made of, each with the market's price at its time. What lies beyond the end
-- of the history has not happened yet.

drop table if exists patriot_legs;
create temp table patriot_legs on commit drop as
with

planned as (

    select
        trip.n as trip_n,
        leg,
        leg <= trip.entries as is_entry,
        trip.base,
        trip.decimals,
        pg_temp.patriot_within_day(
            case
                when leg <= trip.entries then trip.entry_at + (leg - 1) * 0.15 * trip.hold
                when leg = trip.entries + trip.exits then trip.exit_at
                else trip.exit_at - 0.15 * trip.hold
            end
        ) as at
    from patriot_trips as trip
    cross join lateral generate_series(1, trip.entries + trip.exits) as leg

)

select
    planned.*,
    coalesce(tick.low, day.low) as low,
    coalesce(tick.high, day.high) as high,
    round(coalesce(
        tick.low + (tick.high - tick.low) * pg_temp.u('patriot/tick', trip_n * 8 + leg)::numeric,
        least(day.high, greatest(day.low,
            day.open
            + (day.close - day.open)
            * (extract(epoch from planned.at - date_trunc('day', planned.at, 'UTC')) / 86400)::numeric
            + (day.high - day.low) * 0.3 * pg_temp.z('patriot/noise', trip_n * 8 + leg)::numeric
        ))
    ), planned.decimals) as price
from planned
join market_days as day
    on planned.base = day.symbol and (planned.at at time zone 'UTC')::date = day.day
left join market_ticks as tick
    on planned.base = tick.symbol
    and tick.bar_start = case
        when planned.at >= pg_temp.sample_end() - interval '2 days'
            then date_trunc('minute', planned.at at time zone 'UTC')
        else date_bin(interval '15 minutes', planned.at at time zone 'UTC', timestamp '2000-01-01')
    end
where planned.at < pg_temp.sample_end() - interval '15 minutes';

analyze patriot_legs;

-- Sides and sizes. Strategies are right about as often as their skill says.
update patriot_trips as trip
set
    direction = case
        when account.is_spot then 1
        else (case when ends.last_price >= ends.first_price then 1 else -1 end)
            * (case
                when pg_temp.u('patriot/right', trip.n)
                    < case when account.is_liquidated then 0.35 else trip.skill end
                    + 0.16 * (pg_temp.u('patriot/luck', account.n) - 0.5)
                    then 1
                else -1
            end)
    end,
    units = greatest(6, round(
        account.opening_usd
        * (0.15 + 0.35 * pg_temp.u('patriot/size', trip.n))::numeric
        * (case when account.is_spot then 0.6 else 0.8 + 0.12 * account.leverage end)
        / (ends.first_price * trip.step)
    ))
from patriot_accounts as account,
    (
        select
            trip_n,
            (array_agg(price order by leg))[1] as first_price,
            (array_agg(price order by leg desc))[1] as last_price
        from patriot_legs
        group by trip_n
    ) as ends
where trip.account_n = account.n and trip.n = ends.trip_n;

-- Nothing of these trips has happened yet.
delete from patriot_trips where direction is null;

-- One account in sixty or so bets all it has on its worst trip.
drop table if exists patriot_liquidations;
create temp table patriot_liquidations on commit drop as
with

moves as (

    select
        trip.n as trip_n,
        trip.account_n,
        trip.entry_at,
        trip.exit_at,
        entry.price as entry_price,
        exit.price as exit_price,
        row_number() over (
            partition by trip.account_n order by abs(ln(exit.price / entry.price)) desc, trip.n
        ) as badness
    from patriot_trips as trip
    join patriot_accounts as account on trip.account_n = account.n
    join patriot_legs as entry on trip.n = entry.trip_n and entry.leg = 1
    join patriot_legs as exit on trip.n = exit.trip_n and exit.leg = 2
    where account.is_liquidated
        and trip.exit_at between account.opened_at + interval '50 days' and account.opened_at + interval '170 days'

)

select * from moves where badness = 1;

delete from patriot_trips as trip
using patriot_liquidations as liquidation
where trip.account_n = liquidation.account_n
    and trip.n <> liquidation.trip_n
    and trip.exit_at > liquidation.entry_at - interval '1 hour';

update patriot_trips as trip
set
    direction = case when liquidation.exit_price > liquidation.entry_price then -1 else 1 end,
    is_liquidation = true,
    units = floor(
        0.985 * (account.opening_usd + coalesce(earlier.net_usd, 0))
        / (abs(liquidation.exit_price - liquidation.entry_price)
            + 0.0005 * (liquidation.exit_price + liquidation.entry_price))
        / trip.step
    )
from patriot_liquidations as liquidation
join patriot_accounts as account on liquidation.account_n = account.n
cross join lateral (
    select sum(
        before.units * before.step * (
            (exit.price - entry.price) * before.direction - 0.0005 * (exit.price + entry.price)
        )
    ) as net_usd
    from patriot_trips as before
    join patriot_legs as entry on before.n = entry.trip_n and entry.leg = 1
    join patriot_legs as exit on before.n = exit.trip_n and exit.leg = 2
    where before.account_n = liquidation.account_n and before.n <> liquidation.trip_n
) as earlier
where trip.n = liquidation.trip_n;

update patriot_accounts as account
set is_active = false, live_until = date_trunc('second', liquidation.exit_at + interval '1 hour')
from patriot_liquidations as liquidation
where account.n = liquidation.account_n;

delete from patriot_assignments as assignment
using patriot_liquidations as liquidation
where assignment.account_n = liquidation.account_n
    and assignment.assigned_at > liquidation.exit_at;

update patriot_assignments as assignment
set is_active = false, ends_at = least(assignment.ends_at, account.live_until)
from patriot_accounts as account
where assignment.account_n = account.n and account.is_liquidated and not account.is_active;

delete from patriot_legs as leg
where not exists (select from patriot_trips as trip where trip.n = leg.trip_n);

-- Accounts and strategies, now that it is known how they ended

insert into user_accounts
select
    account.id,
    account.user_id,
    account.exchange::exchange_enum,
    initcap(account.exchange) || ' ' || account.k,
    'sample-not-a-key-' || account.n,
    'sample-not-a-secret-' || account.n,
    case when account.exchange = 'OKX' then 'sample-not-a-passphrase-' || account.n end,
    account.is_active,
    account.is_testnet,
    case
        when not account.is_pending
            then account.live_until - pg_temp.int_between(5, 90, 'patriot/synced', account.n) * interval '1 second'
    end,
    status.sync_status::sync_status_enum,
    case when status.sync_status = 'ERROR' then 'Timestamp for this request is outside of the recvWindow.' end,
    account.opened_at,
    case when account.is_active then account.opened_at + interval '2 minutes' else account.live_until end,
    case when account.n % 3 = 0 then 'sample-not-a-key-v2-' || account.n end,
    case when account.n % 3 = 0 then 'sample-not-a-secret-v2-' || account.n end,
    case when account.n % 3 = 0 then 2 when account.n % 11 <> 4 then 1 end
from patriot_accounts as account
cross join lateral (
    select case
        when account.is_pending then 'PENDING'
        when not account.is_active then 'DISABLED'
        -- By number, not by chance: even a small sample has both.
        when account.n % 36 = 5 then 'ERROR'
        when account.n % 36 = 17 then 'SYNCING'
        else 'SYNCED'
    end as sync_status
) as status;

insert into strategies
select
    pg_temp.uid('patriot/strategy', style.n),
    style.name,
    case when style.n <> 3 then 'Trades ' || lower(replace(style.strategy_type, '_', ' ')) || ' signals.' end,
    style.strategy_type::strategy_type_enum,
    jsonb_build_object('entries', style.entries, 'hold_days_at_most', style.hold_most),
    style.risk_level::risk_profile_enum,
    style.is_active,
    case when style.n % 4 <> 3 then 250 * style.n end,
    case style.risk_level when 'LOW' then 10 when 'MEDIUM' then 20 when 'HIGH' then 50 else 125 end,
    (
        select array_agg((coin.base || quote.asset)::varchar(20) order by quote.asset desc, coin.n)
        from patriot_coins as coin
        cross join (values ('USDT'), ('USDC')) as quote (asset)
        where quote.asset = 'USDT' or coin.n < 3
    ),
    array['BINANCE', 'BYBIT', 'OKX', 'MEXC']::exchange_enum [],
    (array[30.0, 25.0, 20.0, 30.0, 12.5, 35.0, 30.0, 0.0])[style.n],
    case when style.n in (3, 6) then 500 * style.n end,
    case when style.n <= 4 then pg_temp.uid('patriot/user', 1) end,
    pg_temp.patriot_start() - (100 - 11 * style.n) * interval '1 day',
    pg_temp.patriot_start() + (case when style.is_active then style.n else 90 end) * interval '1 day'
from patriot_styles as style
where style.name is not null;

insert into user_strategy_assignments
select
    pg_temp.uid('patriot/assignment', assignment.n),
    account.user_id,
    account.id,
    pg_temp.uid('patriot/strategy', assignment.style_n),
    assignment.allocation_percent,
    case
        when assignment.n % 10 <> 3 then round(assignment.opening_usd * assignment.allocation_percent / 100, 2)
    end,
    (array[0.5, 1.0, 1.0, 1.5, 2.0])[pg_temp.int_between(1, 5, 'patriot/multiplier', assignment.n)],
    assignment.is_active,
    assignment.n % 4 = 0,
    assignment.assigned_at,
    case when not assignment.is_active then assignment.ends_at end,
    case
        when assignment.is_active and assignment.n % 4 = 0
            then date_trunc('week', pg_temp.sample_end() - interval '1 second', 'UTC') + interval '5 seconds'
    end
from patriot_assignments as assignment
join patriot_accounts as account on assignment.account_n = account.n
where assignment.style_n <= 8;

-- Exchanges, symbols and candles

insert into exchanges
select
    pg_temp.uid('patriot/exchange', n),
    name,
    display_name,
    'https://api.' || lower(name) || '.example.com',
    case when name <> 'MEXC' then 'wss://stream.' || lower(name) || '.example.com' end,
    true,
    name <> 'MEXC',
    true,
    case when name <> 'OKX' then jsonb_build_object('requests_per_minute', 600 * n) end,
    pg_temp.patriot_start() - interval '300 days'
from (values
    (1, 'BINANCE', 'Binance'), (2, 'BYBIT', 'Bybit'), (3, 'OKX', null), (4, 'MEXC', 'MEXC Global')
) as listed (n, name, display_name);

drop table if exists patriot_listings;
create temp table patriot_listings on commit drop as
select
    exchange.n * 100 + quote.n * 10 + coin.n as n,
    exchange.name as exchange,
    exchange.n as exchange_n,
    coin.base || quote.asset as symbol,
    coin.base,
    quote.asset as quote,
    coin.step,
    coin.decimals,
    quote.asset = 'USDT' or coin.n < 3 as is_active
from (values (1, 'BINANCE'), (2, 'BYBIT'), (3, 'OKX'), (4, 'MEXC')) as exchange (n, name)
cross join patriot_coins as coin
cross join (values (1, 'USDT'), (2, 'USDC')) as quote (n, asset)
where quote.asset = 'USDT' or (exchange.name = 'BYBIT' and coin.n <> 3);

insert into symbols
select
    pg_temp.uid('patriot/symbol', n),
    pg_temp.uid('patriot/exchange', exchange_n),
    symbol,
    base,
    quote,
    case when exchange <> 'MEXC' then power(10::numeric, -decimals) end,
    case when exchange <> 'MEXC' then step end,
    case when exchange <> 'MEXC' then step end,
    case when exchange not in ('MEXC', 'OKX') then step * 10000000 end,
    is_active,
    pg_temp.patriot_start() - interval '290 days'
from patriot_listings;

insert into market_data
select
    (day.day + time '00:00') at time zone 'UTC',
    pg_temp.uid('patriot/symbol', listing.n),
    '1d',
    day.open,
    day.high,
    day.low,
    day.close,
    day.volume,
    least((day.day + 1 + time '00:01') at time zone 'UTC', pg_temp.sample_end() - interval '1 second')
from patriot_listings as listing
join market_days as day on listing.base = day.symbol
where listing.exchange in ('BINANCE', 'BYBIT') and listing.is_active;

insert into market_data
select
    bar.bar_start at time zone 'UTC',
    pg_temp.uid('patriot/symbol', listing.n),
    '1h',
    bar.open,
    bar.high,
    bar.low,
    bar.close,
    bar.volume,
    least(
        bar.bar_start at time zone 'UTC' + interval '61 minutes',
        pg_temp.sample_end() - interval '1 second'
    )
from patriot_listings as listing
join pg_temp.market_bars(60) as bar on listing.base = bar.symbol
where listing.exchange = 'BINANCE';

-- Orders: one for each step of a trip, and those that were never filled.

drop table if exists patriot_orders;
create temp table patriot_orders on commit drop as
with

steps as (

    -- The quantity of each step, in whole lots.
    select
        leg.trip_n,
        leg.leg,
        leg.is_entry,
        leg.at,
        leg.low,
        leg.high,
        leg.price,
        trip.exits = 2 and leg.leg = trip.entries + 1 as is_first_of_two_exits,
        leg.leg = max(leg.leg) over (partition by leg.trip_n) as is_last,
        bool_or(leg.leg = trip.entries + trip.exits) over (partition by leg.trip_n) as is_closed,
        case
            when leg.leg < trip.entries then floor(trip.units / trip.entries)
            when leg.leg = trip.entries then trip.units - (trip.entries - 1) * floor(trip.units / trip.entries)
            when trip.exits = 1 then trip.units
            when leg.leg = trip.entries + 1 then floor(trip.units * 0.4)
            else trip.units - floor(trip.units * 0.4)
        end as filled_units
    from patriot_legs as leg
    join patriot_trips as trip on leg.trip_n = trip.n

),

staged as (

    select
        steps.*,
        'step' as kind,
        case
            when is_entry and not is_closed and is_last and pg_temp.u('patriot/variant', trip_n * 8 + leg) < 0.25
                then 'PARTIALLY_FILLED'
            when is_entry and pg_temp.u('patriot/variant', trip_n * 8 + leg) < 0.05 then 'CANCELLED'
            when is_entry and pg_temp.u('patriot/variant', trip_n * 8 + leg) < 0.08 then 'EXPIRED'
            when is_first_of_two_exits and pg_temp.u('patriot/variant', trip_n * 8 + leg) < 0.35
                then 'CANCELLED'
            else 'FILLED'
        end as status
    from steps

    union all

    -- Tried before the trip and not filled.
    select
        steps.trip_n, 0, true, steps.at - interval '100 minutes', steps.low, steps.high, steps.price,
        false, false, steps.is_closed, 0, 'attempt',
        pg_temp.pick(
            array['CANCELLED', 'CANCELLED', 'CANCELLED', 'REJECTED', 'REJECTED', 'EXPIRED'],
            'patriot/attempt', steps.trip_n
        )
    from steps
    where steps.leg = 1 and pg_temp.u('patriot/attempted', steps.trip_n) < 0.13

    union all

    -- Waiting at the exchange to end an open trip, by a stop and by a target.
    select
        steps.trip_n, 5 + part, false, steps.at + interval '3 minutes', steps.low, steps.high, steps.price,
        false, false, false, 0, 'protection', 'NEW'
    from steps
    cross join generate_series(1, 2) as part
    where steps.is_last and not steps.is_closed
        and pg_temp.u('patriot/protected', steps.trip_n * 2 + part) < 0.7

    union all

    -- On their way to the exchange in the last seconds of the history.
    select
        steps.trip_n, 5, true,
        pg_temp.sample_end() - pg_temp.int_between(4, 25, 'patriot/underway', steps.trip_n) * interval '1 second',
        steps.low, steps.high, steps.price,
        false, false, false, 0, 'underway', 'PENDING'
    from steps
    where steps.is_last and not steps.is_closed
        and pg_temp.u('patriot/underways', steps.trip_n) < 0.15

),

typed as (

    select
        row_number() over (order by staged.trip_n, staged.leg) as n,
        staged.*,
        trip.account_n,
        trip.style_n,
        trip.base,
        trip.symbol,
        trip.step,
        trip.decimals,
        trip.direction,
        trip.hold,
        trip.units,
        trip.entries,
        trip.is_liquidation,
        account.is_spot,
        account.is_hedged,
        account.quote,
        account.pays_in_bnb,
        account.exchange,
        pg_temp.u('patriot/type', staged.trip_n * 8 + staged.leg) as type_draw,
        trip.direction * (case when staged.is_entry then 1 else -1 end) = 1 as is_buy,
        -- Whether the market has gone the trip's way by now.
        trip.direction * (
            staged.price - first_value(staged.price) over (partition by staged.trip_n order by staged.leg)
        ) > 0 as is_winning
    from staged
    join patriot_trips as trip on staged.trip_n = trip.n
    join patriot_accounts as account on trip.account_n = account.n

),

chosen as (

    select
        *,
        case
            when kind = 'protection' and leg = 6 then 'STOP_MARKET'
            when kind = 'protection' and is_winning then 'TAKE_PROFIT_LIMIT'
            when kind = 'protection' then 'TAKE_PROFIT'
            when status = 'REJECTED' and type_draw < 0.4 then 'MARKET'
            when status = 'REJECTED' and type_draw < 0.7 then 'LIMIT_MAKER'
            when status = 'EXPIRED' and kind = 'attempt' and type_draw < 0.4 then 'STOP_LIMIT'
            when status <> 'FILLED' then 'LIMIT'
            when is_liquidation and not is_entry then 'STOP_MARKET'
            when is_entry and type_draw < 0.38 then 'MARKET'
            when is_entry and type_draw < 0.72 then 'LIMIT'
            when is_entry and type_draw < 0.84 then 'LIMIT_MAKER'
            when is_entry and type_draw < 0.93 then 'STOP_MARKET'
            when is_entry then 'STOP_LIMIT'
            when is_winning and type_draw < 0.25 then 'TAKE_PROFIT'
            when is_winning and type_draw < 0.42 then 'TAKE_PROFIT_LIMIT'
            when is_winning and type_draw < 0.68 then 'LIMIT'
            when not is_winning and type_draw < 0.45 then 'STOP_MARKET'
            when not is_winning and type_draw < 0.57 then 'STOP_LIMIT'
            else 'MARKET'
        end as order_type
    from typed

),

qualified as (

    select
        *,
        case
            when status = 'EXPIRED' and filled_units > 0 then 'IOC'
            when status = 'EXPIRED' and type_draw > 0.7 then 'FOK'
            when order_type = 'LIMIT' and status = 'FILLED' and pg_temp.u('patriot/tif', n) < 0.08 then 'FOK'
            when order_type = 'MARKET' and pg_temp.u('patriot/tif', n) < 0.4 then 'IOC'
            else 'GTC'
        end as time_in_force,
        case
            when status = 'FILLED' then filled_units
            when kind = 'step' then filled_units + greatest(1, floor(filled_units * (0.2 + type_draw)::numeric))
            when kind = 'protection' then units
            else greatest(1, floor(units / entries))
        end as order_units
    from chosen

)

select
    *,
    order_type = 'LIMIT_MAKER'
    or (order_type = 'LIMIT' and time_in_force = 'GTC' and pg_temp.u('patriot/post', n) < 0.1) as post_only,
    date_trunc('milliseconds', case
        when kind <> 'step' then at
        when order_type = 'MARKET'
            then at - pg_temp.int_between(150, 1500, 'patriot/lag', n) * interval '1 millisecond'
        when is_entry then at - (0.5 + 150 * power(pg_temp.u('patriot/lag', n), 2)) * interval '1 minute'
        else at - (0.01 + 0.28 * pg_temp.u('patriot/lag', n)) * hold
    end) as created_at
from qualified;

analyze patriot_orders;

-- Fills: the quantity of a step in up to three parts.

drop table if exists patriot_fills;
create temp table patriot_fills on commit drop as
with

parts as (

    select
        placed.*,
        part,
        part_count,
        placed.n * 4 + part as draw,
        case
            when part < part_count then floor(placed.filled_units / part_count)
            else placed.filled_units - (part_count - 1) * floor(placed.filled_units / part_count)
        end * placed.step as quantity
    from patriot_orders as placed
    cross join lateral (
        select case
            when placed.time_in_force = 'FOK' or placed.filled_units < 3 then 1
            else (array[1, 1, 1, 2, 2, 3])[pg_temp.int_between(1, 6, 'patriot/parts', placed.n)]
        end as part_count
    ) as split
    cross join lateral generate_series(1, part_count) as part
    where placed.filled_units > 0

),

priced as (

    select
        *,
        greatest(low, least(high, round(
            price * (1 + 0.0004 * (pg_temp.u('patriot/slip', draw) - 0.5))::numeric, decimals
        ))) as fill_price,
        date_trunc(
            'milliseconds', at + (part - 1) * (1 + 45 * pg_temp.u('patriot/pause', n)) * interval '1 second'
        ) as filled_at,
        post_only
        or (order_type in ('LIMIT', 'TAKE_PROFIT_LIMIT') and time_in_force = 'GTC'
            and pg_temp.u('patriot/maker', draw) < 0.5) as is_maker,
        pays_in_bnb
        and not (part = part_count and part_count > 1 and pg_temp.u('patriot/bnb ran out', n) < 0.04)
            as fee_is_bnb
    from parts

),

charged as (

    select
        priced.*,
        round(
            priced.quantity * priced.fill_price
            * (case when offer.is_free then 0 when priced.is_spot then 0.001 when priced.is_maker then 0.0002 else 0.0005 end)
            * (case when priced.fee_is_bnb then 0.9 / bnb.close else 1 end),
            8
        ) as commission,
        case
            when offer.is_free then null
            when priced.fee_is_bnb then 'BNB'
            when pg_temp.u('patriot/voucher', priced.draw) < 0.008 then 'VCH'
            else priced.quote
        end as commission_asset,
        case when priced.fee_is_bnb then bnb.close else 1 end as fee_rate
    from priced
    -- Now and then an exchange charges nothing.
    cross join lateral (select pg_temp.u('patriot/free', priced.draw) < 0.004 as is_free) as offer
    join market_days as bnb on bnb.symbol = 'BNB' and (priced.filled_at at time zone 'UTC')::date = bnb.day

),

running as (

    select
        draw as n,
        n as order_n,
        trip_n,
        account_n,
        part,
        is_entry,
        direction,
        quantity,
        fill_price as price,
        commission,
        commission_asset,
        is_maker,
        is_spot,
        filled_at,
        commission * fee_rate as fee_usd,
        sum(case when is_entry then quantity else 0 end) over trip_so_far as entered,
        sum(case when is_entry then quantity * fill_price else 0 end) over trip_so_far as entered_usd,
        sum(case when is_entry then quantity else -quantity end) over trip_so_far as open_quantity,
        lead(filled_at, 1, 'infinity') over (partition by trip_n order by filled_at, draw) as changes_at
    from charged
    window trip_so_far as (partition by trip_n order by filled_at, draw)

)

select
    *,
    entered_usd / entered as entry_price,
    case when is_entry then 0 else quantity * (price - entered_usd / entered) * direction end as gross_usd
from running;

analyze patriot_fills;

insert into orders
with

filled as (

    select
        order_n,
        sum(quantity) as quantity,
        sum(quantity * price) / sum(quantity) as average_price,
        max(price) as highest,
        min(price) as lowest,
        sum(commission) as commission,
        -- The platform adds up whatever it is told. Of two assets it names neither.
        case when min(commission_asset) = max(commission_asset) then min(commission_asset) end as commission_asset,
        max(filled_at) as last_at
    from patriot_fills
    group by order_n

),

limits as (

    select
        placed.*,
        filled.quantity as filled_quantity,
        filled.average_price,
        coalesce(filled.commission, 0) as commission,
        filled.commission_asset,
        filled.last_at,
        -- A limit that its fills kept to; unfilled ones wait on the far side of the market.
        round(case
            when filled.order_n is not null and placed.is_buy then filled.highest
            when filled.order_n is not null then filled.lowest
            when placed.kind = 'protection' then placed.price * (1 + 0.06 * placed.direction)
            when placed.is_buy then placed.price * 0.98
            else placed.price * 1.02
        end, placed.decimals) as limit_price,
        round(case
            when placed.kind = 'protection' and placed.leg = 6 then placed.price * (1 - 0.08 * placed.direction)
            when placed.kind = 'protection' then placed.price * (1 + 0.055 * placed.direction)
            else placed.price
        end, placed.decimals) as trigger_price,
        case
            when placed.status = 'CANCELLED' then coalesce(filled.last_at, placed.created_at)
                + pg_temp.int_between(20, 80, 'patriot/cancel', placed.n) * interval '1 second'
        end as cancelled_at
    from patriot_orders as placed
    left join filled on placed.n = filled.order_n

)

select
    pg_temp.uid('patriot/order', limits.n),
    account.user_id,
    account.id,
    case when limits.style_n <= 8 then pg_temp.uid('patriot/strategy', limits.style_n) end,
    case when limits.status not in ('PENDING', 'REJECTED') then (8400000000 + limits.n * 37)::text end,
    case
        when pg_temp.u('patriot/by hand', limits.n) > 0.05
            then 'pt-' || left(md5(pg_temp.uid('patriot/order', limits.n)::text), 20)
    end,
    limits.symbol,
    (case when limits.is_buy then 'BUY' else 'SELL' end)::order_side_enum,
    (case
        when limits.is_spot then null
        when not limits.is_hedged then 'BOTH'
        when limits.direction = 1 then 'LONG'
        else 'SHORT'
    end)::position_side_enum,
    limits.order_type::order_type_enum,
    limits.order_units * limits.step,
    case
        when limits.order_type in ('LIMIT', 'LIMIT_MAKER', 'STOP_LIMIT', 'TAKE_PROFIT_LIMIT')
            then limits.limit_price
    end,
    case
        when limits.order_type in ('STOP_MARKET', 'STOP_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT')
            then limits.trigger_price
    end,
    coalesce(limits.filled_quantity, 0),
    round(limits.average_price, 8),
    limits.commission,
    limits.commission_asset,
    limits.status::order_status_enum,
    limits.time_in_force::time_in_force_enum,
    not limits.is_entry and not limits.is_spot,
    limits.post_only,
    case
        when limits.order_type = 'LIMIT' and limits.time_in_force = 'GTC'
            and limits.order_units >= 40 and pg_temp.u('patriot/iceberg', limits.n) < 0.06
            then floor(limits.order_units / 5) * limits.step
    end,
    limits.created_at,
    case
        when limits.kind = 'attempt' and limits.status <> 'CANCELLED'
            then limits.created_at + interval '700 milliseconds'
        else greatest(limits.created_at, limits.last_at, limits.cancelled_at)
            + case when limits.status in ('PENDING', 'NEW') then interval '0' else interval '400 milliseconds' end
    end,
    case when limits.status = 'FILLED' then limits.last_at end,
    limits.cancelled_at
from limits
join patriot_accounts as account on limits.account_n = account.n
order by limits.created_at, limits.n;

-- After a reconnect the exchange sends a few fills again.
insert into order_fills
select
    pg_temp.uid(case when copy = 1 then 'patriot/fill' else 'patriot/fill again' end, fill.n),
    pg_temp.uid('patriot/order', fill.order_n),
    account.user_id,
    case when names.has_fill_id then (310000000 + fill.n)::text end,
    case when not fill.is_spot then 't' || (910000000 + fill.n * 3) end,
    fill.quantity,
    fill.price,
    fill.commission,
    fill.commission_asset,
    case when not fill.is_spot then fill.is_maker end,
    fill.filled_at,
    fill.filled_at + case when copy = 1 then interval '250 milliseconds' else interval '50 seconds' end
from patriot_fills as fill
join patriot_accounts as account on fill.account_n = account.n
cross join lateral (select pg_temp.u('patriot/fill id', fill.n) >= 0.03 as has_fill_id) as names
cross join lateral generate_series(
    1, 1 + (names.has_fill_id and pg_temp.u('patriot/sent again', fill.n) < 0.006)::int
) as copy
order by fill.filled_at, fill.n, copy;

insert into order_lifecycle_events
with

moments as (

    select
        placed.n as order_n,
        placed.status,
        placed.order_type,
        stored.created_at,
        stored.updated_at,
        coalesce(stored.cancelled_at, stored.filled_at, stored.updated_at) as ended_at,
        partial.first_at,
        partial.fill_count
    from patriot_orders as placed
    join orders as stored on stored.id = pg_temp.uid('patriot/order', placed.n)
    left join (
        select
            order_n,
            min(filled_at) as first_at,
            count(*) as fill_count
        from patriot_fills
        group by order_n
    ) as partial on placed.n = partial.order_n

),

changes as (

    select order_n, 1 as step, 'created' as event_type, 'PENDING' as new_status, created_at as occurred_at
    from moments

    union all

    select order_n, 2, 'acknowledged', 'NEW', created_at + interval '80 milliseconds'
    from moments
    where status not in ('PENDING', 'REJECTED') and order_type <> 'MARKET'

    union all

    select order_n, 3, 'partially_filled', 'PARTIALLY_FILLED', first_at
    from moments
    where fill_count > 1 or (fill_count = 1 and status <> 'FILLED')

    union all

    select order_n, 4, lower(status), status, ended_at
    from moments
    where status not in ('PENDING', 'NEW', 'PARTIALLY_FILLED')

)

select
    pg_temp.uid('patriot/lifecycle', order_n * 8 + step),
    pg_temp.uid('patriot/order', order_n),
    event_type,
    (lag(new_status) over (partition by order_n order by step))::order_status_enum,
    new_status::order_status_enum,
    case
        when event_type = 'rejected' then jsonb_build_object('reason', 'margin is insufficient')
        when event_type = 'cancelled' then jsonb_build_object('by', 'strategy')
    end,
    occurred_at
from changes
order by occurred_at, order_n, step;

-- Positions: what is open, and what was closed in the last 30 days.

drop table if exists patriot_marks;
create temp table patriot_marks on commit drop as
select
    day.symbol,
    (day.day + time '23:59:30') at time zone 'UTC' as at,
    day.close as price
from market_days as day
where day.kind = 'crypto'

union all

select
    day.symbol,
    (day.day + part.clock) at time zone 'UTC',
    day.open
from market_days as day
cross join (values (time '00:00:05'), (time '00:00:10')) as part (clock)
where day.kind = 'crypto'

union all

select
    bar.symbol,
    bar.bar_start at time zone 'UTC' + interval '15 minutes',
    bar.close
from pg_temp.market_bars(15) as bar
where bar.kind = 'crypto'
    and bar.bar_start at time zone 'UTC' >= pg_temp.sample_end() - interval '2 days 15 minutes';

analyze patriot_marks;

-- A trip as far as it has come. Its result is what it gained less its commissions on both sides.
drop table if exists patriot_results;
create temp table patriot_results on commit drop as
select
    trip.n as trip_n,
    trip.account_n,
    trip.assignment_n,
    trip.style_n,
    trip.base,
    trip.symbol,
    trip.direction,
    min(fill.filled_at) as opened_at,
    max(fill.filled_at) as last_at,
    count(*) as fill_count,
    sum(fill.quantity) filter (where fill.is_entry) as entered,
    sum(case when fill.is_entry then fill.quantity else -fill.quantity end) as open_quantity,
    sum(fill.quantity * fill.price) filter (where fill.is_entry)
        / sum(fill.quantity) filter (where fill.is_entry) as entry_price,
    sum(fill.quantity * fill.price) as volume_usd,
    sum(fill.fee_usd) as fee_usd,
    sum(fill.gross_usd) - sum(fill.fee_usd) as net_usd
from patriot_trips as trip
join patriot_fills as fill on trip.n = fill.trip_n
group by
    trip.n, trip.account_n, trip.assignment_n, trip.style_n, trip.base, trip.symbol, trip.direction;

insert into positions
select
    pg_temp.uid('patriot/position', result.trip_n),
    account.id,
    account.user_id,
    case when result.style_n <= 8 then pg_temp.uid('patriot/strategy', result.style_n) end,
    result.symbol,
    (case
        when account.is_spot then 'LONG'
        when not account.is_hedged then 'BOTH'
        when result.direction = 1 then 'LONG'
        else 'SHORT'
    end)::position_side_enum,
    -- One-way mode tells the side by the sign. A closed position keeps the size it had.
    case when account.is_hedged or account.is_spot then 1 else result.direction end
    * case when state.is_open then result.open_quantity else result.entered end,
    round(result.entry_price, 8),
    case when state.is_open then mark.price end,
    account.leverage,
    case when state.is_open then round(result.open_quantity * mark.price, 2) end,
    case
        when state.is_open
            then round(result.open_quantity * (mark.price - result.entry_price) * result.direction, 2)
        else 0
    end,
    round(result.net_usd, 2),
    result.opened_at,
    case when not state.is_open then result.last_at end,
    case when state.is_open then pg_temp.sample_end() - interval '30 seconds' else result.last_at end
from patriot_results as result
join patriot_accounts as account on result.account_n = account.n
cross join lateral (select result.open_quantity > 0 as is_open) as state
join patriot_marks as mark
    on result.base = mark.symbol and mark.at = pg_temp.sample_end() - interval '30 seconds'
where state.is_open or result.last_at >= pg_temp.sample_end() - interval '30 days';

-- Snapshots

-- Days that lost more than 2.5 % of the balance the account opened with.
drop table if exists patriot_bad_days;
create temp table patriot_bad_days on commit drop as
select
    fill.account_n,
    date_trunc('day', fill.filled_at, 'UTC') as day,
    -sum(fill.gross_usd - fill.fee_usd) / account.opening_usd as loss_ratio
from patriot_fills as fill
join patriot_accounts as account on fill.account_n = account.n
group by fill.account_n, date_trunc('day', fill.filled_at, 'UTC'), account.opening_usd
having -sum(fill.gross_usd - fill.fee_usd) / account.opening_usd > 0.025;

drop table if exists patriot_moments;
create temp table patriot_moments on commit drop as
select n as account_n, opened_at as at, case when was_migrated then 'MIGRATED' else 'MANUAL' end as kind
from patriot_accounts

union all

select account.n, day + interval '23:59:30', 'SCHEDULED'
from patriot_accounts as account
cross join lateral generate_series(
    date_trunc('day', account.opened_at, 'UTC'),
    date_trunc('day', account.live_until - interval '1 second', 'UTC'),
    interval '1 day'
) as day

union all

select account.n, quarter, 'SCHEDULED'
from patriot_accounts as account
cross join lateral generate_series(
    pg_temp.sample_end() - interval '2 days',
    pg_temp.sample_end() - interval '15 minutes',
    interval '15 minutes'
) as quarter
where account.is_active and quarter > account.opened_at

union all

select account_n, day + interval '1 day 10 seconds', 'TRIGGERED'
from patriot_bad_days
where day < pg_temp.sample_end() - interval '1 day'

union all

select
    assignment.account_n,
    date_trunc('week', pg_temp.sample_end() - interval '1 second', 'UTC') + interval '5 seconds',
    'REBALANCE'
from patriot_assignments as assignment
where assignment.is_active and assignment.n % 4 = 0 and assignment.style_n <= 8
group by assignment.account_n;

analyze patriot_moments;

-- What was open from when to when, and its value at each snapshot.
drop table if exists patriot_exposures;
create temp table patriot_exposures on commit drop as
with

spells as materialized (

    select
        fill.account_n,
        trip.base,
        fill.direction,
        fill.open_quantity,
        fill.entry_price,
        fill.filled_at,
        fill.changes_at
    from patriot_fills as fill
    join patriot_trips as trip on fill.trip_n = trip.n
    where fill.open_quantity > 0

),

matched as materialized (

    select
        spells.*,
        moment.at
    from patriot_moments as moment
    join spells
        on moment.account_n = spells.account_n
        and spells.filled_at <= moment.at
        and spells.changes_at > moment.at

)

select
    matched.account_n,
    matched.at,
    count(*) as position_count,
    sum(matched.open_quantity * mark.price) as value_usd,
    sum(matched.open_quantity * (mark.price - matched.entry_price) * matched.direction) as unrealized_usd
from matched
join patriot_marks as mark on matched.base = mark.symbol and matched.at = mark.at
group by matched.account_n, matched.at;

analyze patriot_exposures;

insert into portfolio_snapshots
with

results as (

    select
        account_n,
        filled_at as at,
        null as kind,
        gross_usd - fee_usd as net_usd
    from patriot_fills

    union all

    select
        account_n,
        at,
        kind,
        0
    from patriot_moments

),

balances as (

    select
        *,
        sum(net_usd) over (
            partition by account_n order by at, kind nulls first rows unbounded preceding
        ) as realized_usd
    from results

),

measured as (

    select
        balance.account_n,
        balance.at,
        balance.kind,
        account.id,
        account.user_id,
        account.exchange,
        account.is_spot,
        account.n * 1000000 + (extract(epoch from pg_temp.sample_end() - balance.at) / 5)::bigint as draw,
        round(balance.realized_usd, 2) as realized_usd,
        account.opening_usd + round(balance.realized_usd, 2) as total_usd,
        coalesce(exposure.position_count, 0) as position_count,
        round(coalesce(exposure.value_usd, 0), 2) as value_usd,
        round(coalesce(exposure.unrealized_usd, 0), 2) as unrealized_usd,
        round(coalesce(exposure.value_usd, 0) / account.leverage, 2) as initial_usd,
        case when account.is_spot then 0 else round(coalesce(exposure.value_usd, 0) * 0.005, 2) end
            as maintenance_usd
    from balances as balance
    join patriot_accounts as account on balance.account_n = account.n
    left join patriot_exposures as exposure
        on balance.account_n = exposure.account_n and balance.at = exposure.at
    where balance.kind is not null

),

ratios as (

    select
        *,
        total_usd + unrealized_usd as margin_usd,
        case
            when total_usd + unrealized_usd > 0
                then least(125, round(value_usd / (total_usd + unrealized_usd), 4))
            else 0
        end as leverage_ratio,
        max(total_usd) over (
            partition by account_n order by at rows unbounded preceding
        ) - total_usd as drawdown_usd
    from measured

)

select
    at,
    user_id,
    id,
    exchange::exchange_enum,
    total_usd,
    total_usd - initial_usd + least(0, unrealized_usd),
    unrealized_usd,
    realized_usd,
    margin_usd,
    maintenance_usd,
    initial_usd,
    position_count,
    value_usd,
    leverage_ratio,
    case
        when position_count > 0 and not is_spot and margin_usd > 0
            then least(99, round(maintenance_usd / margin_usd, 4))
    end,
    case when position_count > 0 then round(value_usd * 0.045, 2) end,
    case
        when kind <> 'MIGRATED'
            then max(drawdown_usd) over (partition by account_n order by at rows unbounded preceding)
    end,
    case
        when position_count > 1
            then round((0.30 + 0.51 * pg_temp.u('patriot/correlation', draw / 17280))::numeric, 4)
    end,
    case
        when kind <> 'MIGRATED' and pg_temp.u('patriot/quality', draw) >= 0.04
            then round(least(100, 8 + 22 * leverage_ratio + 90 * drawdown_usd / greatest(total_usd, 1)), 2)
    end,
    kind::snapshot_type_enum,
    case
        when kind = 'MIGRATED' then null
        when pg_temp.u('patriot/quality', draw) < 0.04 then 0.85
        else 1.00
    end,
    at + pg_temp.int_between(300, 2500, 'patriot/snapshot lag', draw) * interval '1 millisecond'
from ratios
order by at, account_n;

-- An account whose connection failed two days ago has not been read since.
delete from portfolio_snapshots as snapshot
using user_accounts as account
where snapshot.account_id = account.id
    and account.sync_status = 'ERROR'
    and snapshot.time >= pg_temp.sample_end() - interval '2 days';

update user_accounts
set last_sync_at = pg_temp.sample_end() - interval '2 days 20 seconds'
where sync_status = 'ERROR' and last_sync_at > pg_temp.sample_end() - interval '2 days 20 seconds'
    and created_at < pg_temp.sample_end() - interval '2 days 20 seconds';

-- Balances by asset

insert into account_balances
with

spent as (

    select
        account.n as account_n,
        account.opening_usd
        + coalesce(sum(fill.gross_usd), 0)
        - coalesce(sum(fill.commission) filter (where fill.commission_asset <> 'BNB'), 0) as cash,
        coalesce(sum(fill.commission) filter (where fill.commission_asset = 'BNB'), 0) as bnb_spent
    from patriot_accounts as account
    left join patriot_fills as fill on account.n = fill.account_n
    group by account.n, account.opening_usd

),

held as (

    select
        result.account_n,
        result.base,
        sum(result.open_quantity) as quantity,
        sum(result.open_quantity * result.entry_price) as cost_usd,
        sum(result.open_quantity * mark.price) as value_usd
    from patriot_results as result
    join patriot_marks as mark
        on result.base = mark.symbol and mark.at = pg_temp.sample_end() - interval '30 seconds'
    where result.open_quantity > 0
    group by result.account_n, result.base

),

margins as (

    select
        account_n,
        sum(cost_usd) as cost_usd,
        sum(value_usd) as value_usd
    from held
    group by account_n

),

assets as (

    select
        account.n as account_n,
        1 as part,
        account.quote as asset,
        round(spent.cash - case when account.is_spot then coalesce(margins.cost_usd, 0) else 0 end, 8) as total,
        case when account.is_spot then 0 else round(coalesce(margins.value_usd, 0) / account.leverage, 8) end
            as locked,
        1::numeric as price
    from patriot_accounts as account
    join spent on account.n = spent.account_n
    left join margins on account.n = margins.account_n

    union all

    select
        account.n,
        2,
        'BNB',
        round(0.25 + spent.bnb_spent * 0.3, 8),
        0,
        mark.price
    from patriot_accounts as account
    join spent on account.n = spent.account_n
    join patriot_marks as mark
        on mark.symbol = 'BNB' and mark.at = pg_temp.sample_end() - interval '30 seconds'
    where account.pays_in_bnb

    union all

    select
        account.n,
        3,
        held.base,
        held.quantity,
        held.quantity,
        held.value_usd / held.quantity
    from patriot_accounts as account
    join held on account.n = held.account_n
    where account.is_spot

    union all

    -- Dust of a coin without a price.
    select
        account.n,
        4,
        'AIRDROP',
        12.5,
        0,
        null
    from patriot_accounts as account
    where account.n % 12 = 5

)

select
    pg_temp.uid('patriot/balance/' || asset, assets.account_n * 8 + part),
    account.id,
    asset,
    total - least(locked, total),
    least(locked, total),
    total,
    round(total * price, 2),
    account.live_until - interval '30 seconds'
from assets
join patriot_accounts as account on assets.account_n = account.n;

-- Performance metrics: a trade is a trip from flat to flat, counted when it is flat again. Its
-- result is net of the commissions of both sides. A gross loss is a positive number.

insert into performance_metrics
with

trades as (

    select
        result.*,
        account.id as account_id,
        account.user_id,
        account.opening_usd,
        round(account.opening_usd * assignment.allocation_percent / 100, 2) as allocated_usd
    from patriot_results as result
    join patriot_accounts as account on result.account_n = account.n
    join patriot_assignments as assignment on result.assignment_n = assignment.n
    where result.open_quantity = 0

),

scoped as (

    select
        trade.trip_n,
        trade.account_n,
        trade.account_id,
        trade.user_id,
        trade.last_at,
        trade.volume_usd,
        trade.net_usd,
        trade.fill_count,
        period.period_type,
        period.length,
        scope.style_n,
        date_trunc(period.unit, trade.last_at, 'UTC') as starts_at,
        case when scope.style_n is null then trade.opening_usd else trade.allocated_usd end as allocated_usd
    from trades as trade
    cross join (values
        ('HOURLY', 'hour', interval '1 hour', interval '2 days', null),
        ('DAILY', 'day', interval '1 day', interval '400 days', interval '7 days'),
        ('WEEKLY', 'week', interval '7 days', interval '10 weeks', null),
        ('MONTHLY', 'month', interval '1 month', interval '400 days', interval '400 days'),
        ('QUARTERLY', 'quarter', interval '3 months', null, interval '400 days'),
        ('YEARLY', 'year', interval '1 year', null, interval '400 days')
    ) as period (period_type, unit, length, by_strategy, by_account)
    cross join lateral (
        select trade.style_n
        where trade.style_n <= 8
            and trade.last_at >= date_trunc(period.unit, pg_temp.sample_end() - period.by_strategy, 'UTC')

        union all

        select null::int
        where trade.last_at >= date_trunc(period.unit, pg_temp.sample_end() - period.by_account, 'UTC')
    ) as scope

),

ordered as (

    select
        *,
        sum(net_usd) over so_far as curve_usd,
        -- Equal numbers mark a run of wins or of losses.
        row_number() over so_far
        - row_number() over (
            partition by account_n, period_type, starts_at, style_n, net_usd > 0 order by last_at, trip_n
        ) as run
    from scoped
    window so_far as (partition by account_n, period_type, starts_at, style_n order by last_at, trip_n)

),

measured as (

    select
        *,
        greatest(0, max(curve_usd) over (
            partition by account_n, period_type, starts_at, style_n order by last_at, trip_n
        )) as peak_usd,
        count(*) over (partition by account_n, period_type, starts_at, style_n, net_usd > 0, run) as run_length
    from ordered

),

days as (

    select
        account_n,
        period_type,
        starts_at,
        style_n,
        date_trunc('day', last_at, 'UTC') as day,
        sum(net_usd) / max(allocated_usd) as day_return
    from scoped
    where period_type in ('WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY')
    group by account_n, period_type, starts_at, style_n, date_trunc('day', last_at, 'UTC')

),

returns as (

    select
        account_n,
        period_type,
        starts_at,
        style_n,
        avg(day_return) as mean_return,
        nullif(stddev_samp(day_return), 0) as deviation,
        nullif(sqrt(avg(least(day_return, 0) ^ 2)), 0) as downside,
        (percentile_cont(0.05) within group (order by day_return))::numeric as worst_return
    from days
    group by account_n, period_type, starts_at, style_n
    having count(*) >= 5

),

periods as (

    select
        account_n,
        account_id,
        user_id,
        period_type,
        length,
        starts_at,
        style_n,
        count(*) as trades,
        count(*) filter (where net_usd > 0) as wins,
        count(*) filter (where net_usd < 0) as losses,
        round(sum(volume_usd), 2) as volume_usd,
        round(coalesce(sum(net_usd) filter (where net_usd > 0), 0), 2) as profit_usd,
        round(coalesce(-sum(net_usd) filter (where net_usd < 0), 0), 2) as loss_usd,
        coalesce(max(run_length) filter (where net_usd > 0), 0) as win_run,
        coalesce(max(run_length) filter (where net_usd <= 0), 0) as loss_run,
        round(max(peak_usd - curve_usd), 2) as drawdown_usd,
        max((peak_usd - curve_usd) / (allocated_usd + peak_usd)) as drawdown_ratio,
        round((array_agg(peak_usd - curve_usd order by last_at desc, trip_n desc))[1], 2) as fallen_usd,
        round(max(allocated_usd), 2) as allocated_usd,
        round(max(allocated_usd) + max(peak_usd), 2) as peak_usd,
        greatest(0, round(max(allocated_usd) + least(0, min(curve_usd)), 2)) as valley_usd,
        sum(fill_count) as fill_count,
        row_number() over (order by account_n, period_type, starts_at, style_n nulls first) as draw
    from measured
    group by account_n, account_id, user_id, period_type, length, starts_at, style_n

)

select
    period.starts_at,
    period.user_id,
    case when period.style_n is not null then pg_temp.uid('patriot/strategy', period.style_n) end,
    period.account_id,
    period.period_type::period_type_enum,
    period.trades,
    period.wins,
    period.losses,
    period.volume_usd,
    period.profit_usd - period.loss_usd,
    period.profit_usd - period.loss_usd,
    0,
    period.profit_usd,
    period.loss_usd,
    period.profit_usd - period.loss_usd,
    round(period.wins::numeric / nullif(period.wins + period.losses, 0), 4),
    pg_temp.patriot_cut(round(period.profit_usd / nullif(period.loss_usd, 0), 4), 9999),
    round(returns.mean_return / returns.deviation * sqrt(365::numeric), 6),
    pg_temp.patriot_cut(round(returns.mean_return / returns.downside * sqrt(365::numeric), 6), 999),
    case
        when returns.account_n is not null
            then pg_temp.patriot_cut(round(
                (period.profit_usd - period.loss_usd) / period.allocated_usd / nullif(period.drawdown_ratio, 0), 6
            ), 999)
    end,
    case when period.period_type <> 'HOURLY' then period.win_run end,
    case when period.period_type <> 'HOURLY' then period.loss_run end,
    case when period.period_type <> 'HOURLY' then period.drawdown_usd end,
    case when period.period_type <> 'HOURLY' then least(1, round(period.drawdown_ratio, 4)) end,
    case when period.period_type <> 'HOURLY' then period.fallen_usd end,
    pg_temp.patriot_cut(
        round((period.profit_usd - period.loss_usd) / nullif(period.drawdown_usd, 0), 4), 9999
    ),
    round(-returns.worst_return * period.allocated_usd, 2),
    round(returns.deviation * sqrt(365::numeric), 6),
    case when returns.account_n is not null then round((0.9 * pg_temp.u('patriot/beta', period.draw))::numeric, 6) end,
    case
        when returns.account_n is not null
            then round((0.02 * (pg_temp.u('patriot/alpha', period.draw) - 0.5))::numeric, 6)
    end,
    period.allocated_usd,
    case when period.period_type <> 'HOURLY' then period.peak_usd end,
    case when period.period_type <> 'HOURLY' then period.valley_usd end,
    case when pg_temp.u('patriot/method', period.draw) > 0.03 then period.fill_count end,
    case when pg_temp.u('patriot/method', period.draw) > 0.03 then 'standard' end,
    least(
        period.starts_at + period.length + interval '5 minutes',
        pg_temp.sample_end() - interval '1 second'
    )
from periods as period
left join returns
    on period.account_n = returns.account_n
    and period.period_type = returns.period_type
    and period.starts_at = returns.starts_at
    and period.style_n is not distinct from returns.style_n;

-- Risk

insert into risk_parameters
with

listed as (

    select
        1000 + n as n, 'GLOBAL' as parameter_type, null::uuid as reference_id, name, value, unit, is_active
    from (values
        (1, 'max_position_size_usd', 50000, 'USD', true),
        (2, 'max_daily_loss_percent', 5, '%', true),
        (3, 'max_drawdown_percent', 20, '%', true),
        (4, 'max_leverage', 10, null, true),
        (5, 'var_95_limit_percent', 10, '%', true),
        (6, 'max_correlation', 0.80, 'ratio', true),
        (7, 'max_leverage', 20, null, false),
        (8, 'max_leverage', 15, null, false)
    ) as limits (n, name, value, unit, is_active)

    union all

    select
        10000 + n, 'STRATEGY', pg_temp.uid('patriot/strategy', n), 'max_position_size_usd',
        5000 + 2500 * n, 'USD', true
    from generate_series(1, 7) as n

    union all

    select 100000 + n, 'USER', pg_temp.uid('patriot/user', n), 'max_leverage', 3, null, true
    from generate_series(1, pg_temp.scaled(40)) as n
    where n % 5 = 1

    union all

    select 1000000 + n, 'ACCOUNT', id, 'max_daily_loss_percent', 3, '%', true
    from patriot_accounts
    where n % 4 = 1

)

select
    pg_temp.uid('patriot/limit', n),
    parameter_type::risk_parameter_type_enum,
    reference_id,
    name,
    value,
    unit,
    is_active,
    case when parameter_type <> 'GLOBAL' then pg_temp.uid('patriot/user', 1) end,
    pg_temp.patriot_start() - interval '1 day',
    pg_temp.patriot_start() + case when is_active then interval '-1 day' else n % 10 * interval '5 days' end
from listed;

insert into risk_violations
with

daily as (

    -- The limit of the account counts before the one for all.
    select
        bad.account_n,
        1 as kind,
        'max_daily_loss_percent' as violation_type,
        100 * bad.loss_ratio as current_value,
        case when bad.account_n % 4 = 1 then 3 else 5 end as limit_value,
        bad.day + interval '1 day 10 seconds' as at
    from patriot_bad_days as bad
    where bad.day < pg_temp.sample_end() - interval '1 day'

),

fallen as (

    select
        account.n,
        2,
        'max_drawdown_percent',
        100 * min(snapshot.max_drawdown_usd / account.opening_usd),
        20,
        min(snapshot.time)
    from portfolio_snapshots as snapshot
    join patriot_accounts as account on snapshot.account_id = account.id
    where snapshot.max_drawdown_usd > 0.2 * account.opening_usd
    group by account.n

),

correlated as (

    -- Of the user as a whole, once a month.
    select
        account.user_n * 4,
        10 + extract(month from snapshot.time at time zone 'UTC')::int,
        'max_correlation',
        max(snapshot.correlation_risk),
        0.80,
        min(snapshot.time)
    from portfolio_snapshots as snapshot
    join patriot_accounts as account on snapshot.account_id = account.id
    where snapshot.correlation_risk > 0.8
    group by account.user_n, extract(month from snapshot.time at time zone 'UTC')

),

found as (

    select * from daily where current_value > limit_value
    union all
    select * from fallen
    union all
    select * from correlated

)

select
    pg_temp.uid(
        'patriot/violation/' || found.kind,
        found.account_n * 100000 + ((found.at at time zone 'UTC')::date - date '2000-01-01')
    ),
    pg_temp.uid('patriot/user', found.account_n / 4),
    case when found.account_n % 4 > 0 then pg_temp.uid('patriot/account', found.account_n) end,
    found.violation_type,
    case
        when found.current_value > 2 * found.limit_value then 'CRITICAL'
        when found.current_value > 1.4 * found.limit_value then 'HIGH'
        when found.current_value > 1.1 * found.limit_value then 'MEDIUM'
        else 'LOW'
    end,
    round(found.current_value, 8),
    found.limit_value,
    case when found.kind = 1 then 'The loss of a day is beyond the limit.' end,
    found.at,
    case
        when found.at < pg_temp.sample_end() - interval '10 days'
            and pg_temp.u('patriot/resolved', found.account_n * 100 + found.kind) < 0.85
            then found.at + (0.2 + 4 * pg_temp.u('patriot/resolving', found.account_n * 100 + found.kind))
            * interval '1 day'
    end
from found;

insert into risk_metrics_history
select
    time,
    user_id,
    account_id,
    total_position_value_usd,
    leverage_ratio,
    var_95_usd,
    round(var_95_usd * 1.414, 2),
    max_drawdown_usd,
    correlation_risk,
    case when position_count > 0 then round(1.0 / position_count, 4) end,
    margin_ratio,
    risk_score,
    created_at
from portfolio_snapshots
where time >= pg_temp.sample_end() - interval '14 days'
    and (time at time zone 'UTC')::time = time '23:59:30';

-- Events: people and accounts for ever, orders of the last 21 days.

drop table if exists patriot_events;
create temp table patriot_events on commit drop as
with

found as (

    select
        users.id as stream_id,
        'user' as stream_type,
        'user.registered' as event_type,
        jsonb_build_object('risk_profile', risk_profile::text) as event_data,
        users.id as user_id,
        users.created_at as occurred_at
    from users

    union all

    select id, 'user', 'user.status_changed', jsonb_build_object('status', status::text), id, updated_at
    from users
    where status::text in ('SUSPENDED', 'CLOSED')

    union all

    select
        id, 'account', 'account.linked', jsonb_build_object('exchange', exchange::text), user_id, created_at
    from user_accounts

    union all

    select id, 'account', 'account.deactivated', '{}'::jsonb, user_id, updated_at
    from user_accounts
    where not is_active

    union all

    select
        orders.id,
        'order',
        'order.' || event.event_type,
        jsonb_build_object('status', event.new_status::text, 'symbol', orders.symbol),
        orders.user_id,
        event.occurred_at
    from order_lifecycle_events as event
    join orders on event.order_id = orders.id
    where orders.created_at >= pg_temp.sample_end() - interval '21 days'

)

select
    row_number() over (order by occurred_at, stream_id) as n,
    row_number() over (partition by stream_id order by occurred_at) as event_version,
    *
from found;

insert into event_store
select
    pg_temp.uid('patriot/event', event.n),
    event.stream_id,
    event.stream_type,
    event.event_type,
    event.event_version,
    event.event_data,
    case when event.stream_type = 'order' then jsonb_build_object('source', 'engine') else '{}'::jsonb end,
    case when event.stream_type = 'order' then event.stream_id end,
    case
        when event.event_version > 1
            then pg_temp.uid(
                'patriot/event', lag(event.n) over (partition by event.stream_id order by event.event_version)
            )
    end,
    case when event.n % 50 <> 7 then event.user_id end,
    event.occurred_at,
    case
        when event.occurred_at < pg_temp.sample_end() - interval '2 hours'
            then event.occurred_at + pg_temp.int_between(20, 900, 'patriot/processing', event.n)
            * interval '1 millisecond'
    end
from patriot_events as event
order by event.n;

insert into event_projections
select
    listed.projection_name,
    case when seen.n is not null then pg_temp.uid('patriot/event', seen.n) end,
    coalesce(seen.event_version, 0),
    seen.occurred_at + interval '1 second',
    listed.status::projection_status_enum,
    listed.error_message,
    listed.error_count,
    coalesce(seen.n, 0),
    listed.rate,
    pg_temp.patriot_start(),
    coalesce(seen.occurred_at + interval '1 second', pg_temp.sample_end() - interval '1 hour')
from (values
    ('user_query_projection', 'RUNNING', null, 0, 41.5, interval '2 hours'),
    ('portfolio_query_projection', 'PAUSED', null, 0, 37.25, interval '30 hours'),
    ('risk_query_projection', 'STOPPED', null, 1, null, interval '6 days'),
    ('analytics_query_projection', 'REBUILDING', null, 0, 88.0, null),
    ('order_query_projection', 'ERROR', 'duplicate key in the read model', 3, null, interval '9 hours')
) as listed (projection_name, status, error_message, error_count, rate, lag)
left join lateral (
    select event.*
    from patriot_events as event
    where event.occurred_at < pg_temp.sample_end() - listed.lag
    order by event.n desc
    limit 1
) as seen on true;

-- Operations

insert into migration_log
select
    n,
    name,
    pg_temp.patriot_start() + start_hour * interval '1 hour',
    pg_temp.patriot_start() + end_hour * interval '1 hour',
    status,
    message,
    moved
from (values
    (1, 'mvp_users', 1.0, 1.2, 'USER_MIGRATION_COMPLETE', null, 'users'),
    (2, 'mvp_accounts', 1.3, null, 'RUNNING', 'stopped by hand: a key was missing', null),
    (3, 'mvp_accounts', 1.6, 6.5, 'COMPLETED', null, 'accounts')
) as listed (n, name, start_hour, end_hour, status, message, what)
cross join lateral (
    select case listed.what
        when 'users' then (select count(*) from users where created_at < pg_temp.patriot_start())
        when 'accounts' then (select count(*) from patriot_accounts where was_migrated)
    end::int as moved
) as counted;

insert into system_logs
select
    n,
    case when n % 23 = 0 then 'ERROR' when n % 9 = 0 then 'WARNING' else 'INFO' end,
    case
        when n % 23 = 0 then 'Read model could not be refreshed; trying again.'
        when n % 9 = 0 then 'Refresh took longer than its interval.'
        else 'Old rows removed.'
    end,
    pg_temp.sample_end() - interval '120 days' + n * interval '23 hours 51 minutes'
from generate_series(1, 120) as n;

insert into backup_metadata
with

planned as (

    select
        'FULL' as backup_type,
        day + interval '2 hours' as start_time,
        interval '19 minutes' as duration,
        interval '30 days' as kept_for,
        8.1e9 as bytes
    from generate_series(
        pg_temp.sample_end() - interval '40 days', pg_temp.sample_end() - interval '1 day', interval '1 day'
    ) as day

    union all

    select 'INCREMENTAL', day + interval '14 hours', interval '4 minutes', interval '7 days', 4.2e8
    from generate_series(
        pg_temp.sample_end() - interval '12 days', pg_temp.sample_end() - interval '1 day', interval '1 day'
    ) as day

    union all

    select 'TRANSACTION_LOG', hour, interval '20 seconds', interval '24 hours', 1.6e7
    from generate_series(
        pg_temp.sample_end() - interval '36 hours', pg_temp.sample_end() - interval '30 minutes',
        interval '1 hour'
    ) as hour

    union all

    select 'PITR_RECOVERY', pg_temp.sample_end() - interval '3 days', interval '0', null, null

),

numbered as (

    select
        *,
        row_number() over (order by start_time, backup_type) as n,
        row_number() over (partition by backup_type order by start_time) as n_of_type,
        row_number() over (partition by backup_type order by start_time desc) as newest
    from planned

),

judged as (

    select
        *,
        case
            when backup_type = 'PITR_RECOVERY' then 'PREPARED'
            when backup_type = 'INCREMENTAL' and n_of_type = 9 then 'FAILED'
            when backup_type = 'TRANSACTION_LOG' and newest = 1 then 'RUNNING'
            when start_time < pg_temp.sample_end() - kept_for then 'EXPIRED'
            else 'COMPLETED'
        end as status
    from numbered

)

select
    n,
    backup_type,
    lower(backup_type) || '_' || to_char(start_time at time zone 'UTC', 'YYYYMMDD_HH24MI'),
    'backups/' || lower(backup_type) || '/' || n,
    'patriot',
    case when status in ('COMPLETED', 'EXPIRED') then (bytes * (1 + n::numeric / 1000))::bigint end,
    start_time,
    case when status in ('COMPLETED', 'EXPIRED', 'FAILED') then start_time + duration end,
    status,
    case when status = 'FAILED' then 'connection to the archive was lost' end,
    case when status in ('COMPLETED', 'EXPIRED') then '0/' || upper(to_hex(n * 16777216)) end,
    case when status in ('COMPLETED', 'EXPIRED') then '0/' || upper(to_hex(n * 16777216 + 65536)) end,
    backup_type <> 'TRANSACTION_LOG',
    backup_type = 'FULL',
    case
        when kept_for is not null
            then 'keep ' || extract(epoch from kept_for)::int / 3600 || ' hours'
    end,
    'backup_job'
from judged;
