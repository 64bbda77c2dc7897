-- The sample of the prop-trading platform. The story:
-- Traders buy challenge accounts under twelve plans and trade eight instruments, Monday to Friday,
-- over the last 200 days. An account stops on the day it breaks a loss limit of its plan (breached)
-- or reaches the target after enough trading days (passed); a few are just left alone (inactive).
-- Every night at two the platform's API is read and its answers are appended; some trades and
-- daily results are sent again days later, a few of them corrected.
--
-- The candidates of all trades are drawn first, into a temporary table. Adding them up per account
-- and day tells where an account stops; what it would have traded later is never written.
-- "offset 0" keeps the planner from merging two steps and thereby drawing a number several times.

-- Plans

insert into raw_plans_data (
    id, plan_id, plan_name, plan_type, starting_balance, profit_target, profit_target_pct,
    max_drawdown, max_drawdown_pct, max_daily_drawdown, max_daily_drawdown_pct, max_leverage,
    is_drawdown_relative, min_trading_days, max_trading_days, profit_split_pct, liquidate_friday,
    inactivity_period, daily_drawdown_by_balance_equity, enable_consistency, ingestion_timestamp,
    source_file
)
select
    (ladder.n - 1) * 3 + phase.n,
    ladder.code || '-' || phase.code,
    ladder.title || ' ' || phase.title,
    ladder.plan_type,
    ladder.balance,
    ladder.balance * phase.target_pct / 100,
    phase.target_pct,
    ladder.balance * ladder.drawdown_pct / 100,
    ladder.drawdown_pct,
    ladder.balance * ladder.daily_pct / 100,
    ladder.daily_pct,
    ladder.leverage,
    ladder.is_relative,
    phase.min_days,
    phase.max_days,
    case when phase.n = 3 then ladder.split_pct end,
    ladder.plan_type = 'cfd',
    case when phase.n < 3 then 30 end,
    ladder.is_relative,
    phase.n = 3,
    pg_temp.last_day() - 20 + time '01:30',
    case when ladder.n < 4 then 'plans/' || ladder.code || '.csv' end
from (values
    (1, 'FX010', 'FX 10K', 'fx', 10000, 10.0, 5.0, 100, false, 80),
    (2, 'CF050', 'CFD 50K', 'cfd', 50000, 8.0, 4.0, 30, true, 80),
    (3, 'FX100', 'FX 100K', 'fx', 100000, 10.0, 5.0, 100, false, 85),
    (4, 'CF200', 'CFD 200K', 'cfd', 200000, 8.0, 4.0, 30, true, 90)
) as ladder (
    n, code, title, plan_type, balance, drawdown_pct, daily_pct, leverage, is_relative, split_pct
)
cross join (values
    (1, 'P1', 'Phase 1', 9.0, 5, 90),
    (2, 'P2', 'Phase 2', 5.0, 5, 120),
    (3, 'FN', 'Funded', null, 0, null)
) as phase (n, code, title, target_pct, min_days, max_days);

-- Accounts: who trades, under which plan and in what manner

drop table if exists daily_profit_accounts;
create temp table daily_profit_accounts on commit drop as
with

drawn as (

    select
        n,
        pg_temp.int_between(1, 4, 'dp/ladder', n) as ladder_n,
        pg_temp.u('dp/phase', n) as phase_draw,
        -- One account in fifty has just been opened and not traded yet.
        n % 50 = 7 as is_new,
        pg_temp.last_day() - case
            when n % 50 = 7 then 0
            else 199 - floor(190 * pg_temp.u('dp/first', n) ^ 3)::int
        end as first_day
    from generate_series(1, pg_temp.scaled(150)) as n
    offset 0

),

phased as (

    select
        *,
        case
            when phase_draw < 0.45 then 'Phase 1'
            when phase_draw < 0.67 then 'Phase 2'
            when phase_draw < 0.92 then 'Funded'
            else 'Demo'
        end as phase
    from drawn

)

select
    phased.n::int as n,
    'PA' || lpad(phased.n::text, 8, '0') as account_id,
    (5100000 + phased.n * 3)::text as login,
    case
        when pg_temp.u('dp/anonymous', phased.n) >= 0.02 then 'TR' || lpad(
            pg_temp.int_between(1, pg_temp.scaled(95), 'dp/trader', phased.n)::text, 7, '0'
        )
    end as trader_id,
    phased.phase,
    plan.plan_id,
    coalesce(plan.starting_balance, 50000) as starting_balance,
    plan.profit_target,
    plan.profit_target_pct,
    plan.max_drawdown,
    plan.max_drawdown_pct,
    plan.max_daily_drawdown,
    plan.max_daily_drawdown_pct,
    coalesce(plan.max_leverage, 100) as max_leverage,
    coalesce(plan.is_drawdown_relative, false) as is_drawdown_relative,
    coalesce(plan.min_trading_days, 0) as min_trading_days,
    phased.first_day,
    case
        when pg_temp.u('dp/leaves', phased.n) < 0.12
            then phased.first_day + pg_temp.int_between(10, 90, 'dp/leave', phased.n)::int
        else pg_temp.last_day()
    end as leave_day,
    -- Which of the two trading servers: they write sides and symbols differently.
    (phased.n % 2)::int as server,
    -- How often a trade goes the right way beyond half of the times, and how boldly it is sized.
    greatest(-0.09, least(0.09, 0.012 + 0.04 * pg_temp.z('dp/edge', phased.n))) as edge,
    0.35 + 0.9 * pg_temp.u('dp/boldness', phased.n) ^ 2 as boldness,
    case
        when phased.is_new then 0 else 0.6 + 0.38 * pg_temp.u('dp/diligence', phased.n)
    end as diligence,
    2.5 + 7 * pg_temp.u('dp/pace', phased.n) as pace,
    round((3.5 + 3.5 * pg_temp.u('dp/rate', phased.n))::numeric, 2) as commission_rate,
    case when pg_temp.u('dp/endpoint', phased.n) < 0.9 then '/v1/accounts' end as endpoint
from phased
left join raw_plans_data as plan
    on plan.starting_balance = (array[10000, 50000, 100000, 200000])[phased.ladder_n]
    and plan.plan_name like '% ' || phased.phase;

create unique index on daily_profit_accounts (n);
analyze daily_profit_accounts;

-- Prices: one row per instrument and session, with the session before for trades held overnight

drop table if exists daily_profit_prices;
create temp table daily_profit_prices on commit drop as
with

instruments as (

    select
        *,
        std_symbol in ('US30', 'NAS100') as is_index
    from (values
        (1, 'EURUSD', 'EURUSD', 100000), (2, 'GBPUSD', 'GBPUSD', 100000),
        (3, 'USDJPY', 'USDJPY', 100000), (4, 'AUDUSD', 'AUDUSD', 100000),
        (5, 'XAUUSD', 'XAUUSD', 100), (6, 'US30', 'US30', 1),
        (7, 'NAS100', 'NAS100', 1), (8, 'BTC', 'BTCUSD', 1)
    ) as listed (n, market_symbol, std_symbol, contract_size)

),

sessions as (

    select
        instrument.n as instrument_n,
        instrument.std_symbol,
        instrument.contract_size,
        instrument.is_index,
        market.decimals,
        market.volatility,
        market.day,
        dense_rank() over (order by market.day)::int - 1 as day_n,
        market.open::double precision as open,
        market.high::double precision as high,
        market.low::double precision as low,
        market.close::double precision as close,
        market.close as close_price
    from instruments as instrument
    join market_days as market on instrument.market_symbol = market.symbol
    where extract(isodow from market.day) < 6 and market.day >= pg_temp.last_day() - 202

)

select
    *,
    lag(day) over earlier as day_before,
    lag(open) over earlier as open_before,
    lag(high) over earlier as high_before,
    lag(low) over earlier as low_before,
    lag(close) over earlier as close_before,
    lag(close_price) over earlier as close_price_before,
    -- What one lot is worth in USD, at the open.
    contract_size * case when std_symbol = 'USDJPY' then 1 else open end as lot_value
from sessions
window earlier as (partition by instrument_n order by day_n);

delete from daily_profit_prices where day_n = 0 or day < pg_temp.last_day() - 199;
create unique index on daily_profit_prices (instrument_n, day_n);
analyze daily_profit_prices;

-- Candidates of trades

drop table if exists daily_profit_account_days;
create temp table daily_profit_account_days on commit drop as
with

drawn as (

    select
        account.n as account_n,
        session.day_n,
        session.day,
        1 + floor(
            2 * account.pace * pg_temp.u('dp/count', account.n::bigint * 256 + session.day_n)
        )::int as trade_count
    from daily_profit_prices as session
    join daily_profit_accounts as account
        on session.day between account.first_day and account.leave_day
    where session.instrument_n = 1
        and pg_temp.u('dp/trades', account.n::bigint * 256 + session.day_n) < account.diligence
    offset 0

)

select
    *,
    sum(trade_count) over (order by day_n, account_n) - trade_count as trades_before,
    -- The nightly load follows the next morning; the last one runs before the sample ends.
    case
        when day = pg_temp.last_day() then day + time '23:30' else day + 1 + time '02:00'
    end + interval '1 second' * floor(1500 * pg_temp.u('dp/load', account_n::bigint * 256 + day_n))
        as loaded
from drawn
order by day_n, account_n;

analyze daily_profit_account_days;

drop table if exists daily_profit_trades;
create temp table daily_profit_trades on commit drop as
with

drawn as (

    select
        account_day.trades_before + k as seq,
        account_day.account_n,
        account_day.day_n,
        account_day.day,
        account_day.loaded,
        draw.n as draw,
        -- Gold and the euro are traded most.
        (array[1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 5, 5, 6, 7, 7, 8])[
            1 + floor(16 * pg_temp.u('dp/instrument', draw.n))::int
        ] as instrument_n,
        25200 + floor(43200 * pg_temp.u('dp/opens', draw.n)) as open_second,
        pg_temp.u('dp/closes', draw.n) as close_draw,
        pg_temp.u('dp/overnight', draw.n) < 0.12 as is_overnight,
        pg_temp.u('dp/flat', draw.n) < 0.005 as is_flat,
        pg_temp.u('dp/open', draw.n) as open_draw,
        pg_temp.u('dp/close', draw.n) as close_price_draw,
        pg_temp.u('dp/side', draw.n) as side_draw,
        pg_temp.u('dp/swap', draw.n) as swap_draw,
        pg_temp.u('dp/stop', draw.n) as stop_draw,
        pg_temp.u('dp/copy', draw.n) as copy_draw,
        account.edge,
        account.commission_rate,
        account.starting_balance * account.boldness * 0.006
        * (0.4 + 1.2 * pg_temp.u('dp/lots', draw.n)) as stake
    from daily_profit_account_days as account_day
    join daily_profit_accounts as account on account_day.account_n = account.n
    cross join lateral generate_series(1, account_day.trade_count) as k
    cross join lateral (
        select account_day.account_n::bigint * 16384 + account_day.day_n * 64 + k as n
    ) as draw
    offset 0

),

-- A price at a moment lies near the line from the day's open to its close, within its range.
priced as (

    select
        drawn.*,
        price.contract_size,
        price.is_index,
        price.volatility,
        price.decimals,
        price.std_symbol = 'USDJPY' as is_yen,
        timing.open_time,
        timing.close_time,
        round(
            greatest(0.01, drawn.stake / (price.volatility * price.lot_value))::numeric, 2
        ) as lots,
        round((
            case
                when drawn.is_overnight then greatest(price.low_before, least(price.high_before,
                    price.open_before
                    + (price.close_before - price.open_before) * drawn.open_second / 86400
                    + (drawn.open_draw - 0.5) * 0.6 * (price.high_before - price.low_before)
                ))
                else greatest(price.low, least(price.high,
                    price.open + (price.close - price.open) * drawn.open_second / 86400
                    + (drawn.open_draw - 0.5) * 0.6 * (price.high - price.low)
                ))
            end
        )::numeric, price.decimals) as open_price,
        round((
            greatest(price.low, least(price.high,
                price.open + (price.close - price.open) * timing.close_second / 86400
                + (drawn.close_price_draw - 0.5) * 0.6 * (price.high - price.low)
            ))
        )::numeric, price.decimals) as reached_price
    from drawn
    join daily_profit_prices as price
        on drawn.instrument_n = price.instrument_n and drawn.day_n = price.day_n
    cross join lateral (
        select
            case
                when drawn.is_overnight then 25200 + floor(43200 * drawn.close_draw)
                else least(75600, drawn.open_second + 60 + floor(14400 * drawn.close_draw ^ 2))
            end as close_second
    ) as closing
    cross join lateral (
        select
            closing.close_second,
            case when drawn.is_overnight then price.day_before else drawn.day end
            + interval '1 second' * drawn.open_second as open_time,
            drawn.day + interval '1 second' * closing.close_second as close_time
    ) as timing
    offset 0

),

sided as (

    select
        *,
        case when is_flat then open_price else reached_price end as close_price,
        -- The better the trader, the more often the trade is on the side the price then takes.
        case
            when (side_draw < 0.5 + edge) = (reached_price > open_price) then 1 else -1
        end as direction,
        round(lots * contract_size * case when is_yen then 1 else open_price end, 2) as volume_usd,
        (volatility * open_price::double precision * (0.6 + stop_draw))::numeric as distance
    from priced
    offset 0

),

settled as (

    select
        *,
        round(
            direction * (close_price - open_price) * lots * contract_size
            / case when is_yen then close_price else 1 end, 2
        ) as profit,
        case
            when is_flat then 0
            when not is_index then -round(lots * commission_rate, 2)
            when stop_draw >= 0.03 then 0
        end as commission,
        case
            when is_flat then 0
            when is_overnight then round(volume_usd * (0.00015 * swap_draw - 0.00012)::numeric, 2)
            when swap_draw >= 0.01 then 0
        end as swap,
        greatest(distance, 1.05 * abs(close_price - open_price)) as safe_distance
    from sided
    offset 0

)

select
    seq,
    draw,
    account_n,
    day_n,
    day,
    loaded,
    instrument_n,
    direction,
    open_time,
    close_time,
    open_price,
    close_price,
    case when stop_draw >= 0.2 then round(open_price - direction * safe_distance, decimals) end
        as stop_loss,
    case when stop_draw < 0.65 then round(open_price + 2 * direction * safe_distance, decimals) end
        as take_profit,
    lots,
    volume_usd,
    profit,
    commission,
    swap,
    -- One trade in a hundred is sent again two to five nights later; one in ten of these had come
    -- with another profit at first.
    case
        when copy_draw < 0.01 and day + copies.lag <= pg_temp.last_day() then day + copies.lag
    end as copy_day,
    case
        when copy_draw < 0.001 and day + copies.lag <= pg_temp.last_day() and abs(profit) > 1
            then round(profit * (0.9 + 0.09 * swap_draw)::numeric, 2)
        else profit
    end as first_profit
from settled
cross join lateral (select 3 + floor(4 * close_draw)::int as lag) as copies;

analyze daily_profit_trades;

-- Results per account and day, and the balance they lead to

drop table if exists daily_profit_path;
create temp table daily_profit_path on commit drop as
with

results as (

    select
        account_n,
        day_n,
        day,
        loaded,
        count(*) as trades,
        count(*) filter (where profit > 0) as wins,
        count(*) filter (where profit < 0) as losses,
        coalesce(sum(profit) filter (where profit > 0), 0) as gross_profit,
        coalesce(sum(profit) filter (where profit < 0), 0) as gross_loss,
        sum(coalesce(commission, 0)) as commission,
        sum(coalesce(swap, 0)) as swap,
        sum(profit + coalesce(commission, 0) + coalesce(swap, 0)) as total,
        sum(lots) as lots,
        sum(volume_usd) as volume_usd,
        max(copy_day) filter (where first_profit <> profit) as corrected_on,
        coalesce(sum(first_profit - profit) filter (where profit > 0), 0) as profit_change,
        coalesce(sum(first_profit - profit) filter (where profit < 0), 0) as loss_change
    from daily_profit_trades
    group by account_n, day_n, day, loaded

),

balances as (

    select
        results.*,
        account.starting_balance + sum(results.total) over so_far as balance_end,
        row_number() over so_far as trading_day_n
    from results
    join daily_profit_accounts as account on results.account_n = account.n
    window so_far as (partition by results.account_n order by results.day_n)

)

select
    balances.*,
    greatest(
        account.starting_balance,
        max(balances.balance_end) over (partition by balances.account_n order by balances.day_n)
    ) as peak_balance
from balances
join daily_profit_accounts as account on balances.account_n = account.n;

analyze daily_profit_path;

drop table if exists daily_profit_outcomes;
create temp table daily_profit_outcomes on commit drop as
with

endings as (

    select
        path.account_n,
        min(path.day) filter (
            where -path.total >= account.max_daily_drawdown
            or path.balance_end <= account.starting_balance - account.max_drawdown
            or (
                account.is_drawdown_relative
                and path.balance_end <= path.peak_balance - account.max_drawdown
            )
        ) as breached_on,
        min(path.day) filter (
            where path.balance_end - account.starting_balance >= account.profit_target
            and path.trading_day_n >= account.min_trading_days
        ) as passed_on
    from daily_profit_path as path
    join daily_profit_accounts as account on path.account_n = account.n
    group by path.account_n

)

select
    account.n as account_n,
    case
        when endings.passed_on < endings.breached_on or endings.breached_on is null
            then endings.passed_on
        else endings.breached_on
    end as stopped_on,
    case
        when endings.breached_on < endings.passed_on then 'Breached'
        when endings.passed_on is not null then 'Passed'
        when endings.breached_on is not null then 'Breached'
        when account.leave_day < pg_temp.last_day() - 30 then 'Inactive'
        else 'Active'
    end as status
from daily_profit_accounts as account
left join endings on account.n = endings.account_n;

analyze daily_profit_outcomes;

delete from daily_profit_path as path
using daily_profit_outcomes as outcome
where path.account_n = outcome.account_n and path.day > outcome.stopped_on;

analyze daily_profit_path;

-- Trades

insert into raw_trades_closed (
    id, trade_id, account_id, login, symbol, std_symbol, side, open_time, close_time, trade_date,
    open_price, close_price, stop_loss, take_profit, lots, volume_usd, profit, commission, swap,
    ingestion_timestamp, source_api_endpoint
)
select
    trade.seq,
    ticket.trade_id,
    account.account_id,
    account.login,
    instrument.std_symbol || (array['.r', '.pro'])[1 + account.server],
    -- The platform has no neutral name for a few symbols of a few days.
    case when trade.draw % 331 <> 7 then instrument.std_symbol end,
    (array['buy', 'sell', 'BUY', 'SELL'])[
        case when trade.direction > 0 then 1 else 2 end + 2 * account.server
    ],
    trade.open_time,
    trade.close_time,
    trade.day,
    trade.open_price,
    trade.close_price,
    trade.stop_loss,
    trade.take_profit,
    trade.lots,
    trade.volume_usd,
    trade.first_profit,
    trade.commission,
    trade.swap,
    trade.loaded,
    case when account.endpoint is not null then '/v1/trades/closed' end
from daily_profit_trades as trade
join daily_profit_accounts as account on trade.account_n = account.n
join daily_profit_outcomes as outcome on trade.account_n = outcome.account_n
join daily_profit_prices as instrument
    on trade.instrument_n = instrument.instrument_n and trade.day_n = instrument.day_n
-- Each server counts its own tickets, so numbers repeat between accounts, never within one.
cross join lateral (
    select (70000000 + trade.seq - 37 * account.server)::text as trade_id
) as ticket
where trade.day <= coalesce(outcome.stopped_on, trade.day);

-- What was sent again: a copy of the row under a new id, with the profit that holds.
insert into raw_trades_closed (
    id, trade_id, account_id, login, symbol, std_symbol, side, open_time, close_time, trade_date,
    open_price, close_price, stop_loss, take_profit, lots, volume_usd, profit, commission, swap,
    ingestion_timestamp, source_api_endpoint
)
with

copies as (

    select
        trade.seq,
        trade.day,
        trade.profit,
        trade.copy_day + time '02:30'
        + interval '1 second' * (trade.account_n % 1500) as loaded
    from daily_profit_trades as trade
    join daily_profit_outcomes as outcome on trade.account_n = outcome.account_n
    where trade.copy_day is not null and trade.day <= coalesce(outcome.stopped_on, trade.day)

)

select
    (select max(seq) from daily_profit_trades)
    + row_number() over (order by copies.loaded, copies.seq),
    first.trade_id,
    first.account_id,
    first.login,
    first.symbol,
    first.std_symbol,
    first.side,
    first.open_time,
    first.close_time,
    first.trade_date,
    first.open_price,
    first.close_price,
    first.stop_loss,
    first.take_profit,
    first.lots,
    first.volume_usd,
    copies.profit,
    first.commission,
    first.swap,
    copies.loaded,
    first.source_api_endpoint
from copies
join raw_trades_closed as first on copies.seq = first.id and copies.day = first.trade_date;

-- Two snapshots of what is open at the end: the night load, and one before midnight of the last
-- day, in which some trades are gone and others are new.
drop table if exists daily_profit_open;
create temp table daily_profit_open on commit drop as
with

drawn as (

    select
        account.n * 8 + k as draw,
        account.n as account_n,
        account.account_id,
        account.login,
        account.server,
        account.commission_rate,
        account.starting_balance,
        account.endpoint,
        k,
        -- The first trade of an account is in both snapshots, later ones may be in one of them.
        case
            when k = 1 then 'both'
            else pg_temp.pick(array['both', 'first', 'second'], 'dp/in', account.n * 8 + k)
        end as seen_in,
        pg_temp.int_between(1, 8, 'dp/open/instrument', account.n * 8 + k)::int as instrument_n,
        case when pg_temp.u('dp/open/side', account.n * 8 + k) < 0.5 then 1 else -1 end as direction
    from daily_profit_accounts as account
    join daily_profit_outcomes as outcome on account.n = outcome.account_n
    cross join lateral generate_series(
        1, pg_temp.int_between(1, 3, 'dp/open/count', account.n)
    ) as k
    where outcome.status = 'Active'
        and pg_temp.u('dp/open', account.n) < 0.5
        and exists (select from daily_profit_path as path where path.account_n = account.n)
    offset 0

),

newest as (

    select max(day_n) as day_n from daily_profit_prices

),

opened as (

    select
        drawn.*,
        newest.day_n as newest_day_n,
        price.day_n,
        price.std_symbol,
        price.contract_size,
        price.is_index,
        price.decimals,
        price.volatility,
        price.day + interval '1 second' * (
            30000 + floor(30000 * pg_temp.u('dp/open/at', drawn.draw))
        ) as open_time,
        round((
            price.low + (price.high - price.low) * pg_temp.u('dp/open/price', drawn.draw)
        )::numeric, price.decimals) as open_price,
        round(greatest(
            0.01,
            drawn.starting_balance * 0.002 * (0.5 + pg_temp.u('dp/open/lots', drawn.draw))
            / (price.volatility * price.lot_value)
        )::numeric, 2) as lots
    from drawn
    cross join newest
    join daily_profit_prices as price
        on drawn.instrument_n = price.instrument_n
        and price.day_n = newest.day_n - case
            when drawn.seen_in = 'second' then 0
            else pg_temp.int_between(1, 4, 'dp/open/age', drawn.draw)
        end
    offset 0

),

snapshots as (

    select
        opened.*,
        price.day as seen_on,
        snapshot.name,
        case
            when snapshot.name = 'first' then price.close_price_before else price.close_price
        end as current_price,
        opened.newest_day_n - opened.day_n - case when snapshot.name = 'first' then 1 else 0 end
            as nights,
        round(
            opened.lots * opened.contract_size
            * case when opened.std_symbol = 'USDJPY' then 1 else opened.open_price end, 2
        ) as volume_usd
    from opened
    join daily_profit_prices as price
        on opened.instrument_n = price.instrument_n and opened.newest_day_n = price.day_n
    cross join (values ('first'), ('second')) as snapshot (name)
    where opened.seen_in in ('both', snapshot.name)

)

select
    *,
    -- The night load of the last day, or the snapshot at its end; all trades of an account at once.
    seen_on + case when name = 'first' then time '02:10' else time '23:40' end
    + interval '1 second' * (account_n % 600) as loaded,
    round(
        direction * (current_price - open_price) * lots * contract_size
        / case when std_symbol = 'USDJPY' then current_price else 1 end, 2
    ) as unrealized_pnl
from snapshots;

insert into raw_trades_open (
    id, trade_id, account_id, login, symbol, std_symbol, side, open_time, trade_date, open_price,
    current_price, stop_loss, take_profit, lots, volume_usd, unrealized_pnl, commission, swap,
    ingestion_timestamp, source_api_endpoint
)
select
    row_number() over (order by loaded, draw),
    (990000000 + draw)::text,
    account_id,
    login,
    std_symbol || (array['.r', '.pro'])[1 + server],
    case when draw % 41 <> 7 then std_symbol end,
    (array['buy', 'sell', 'BUY', 'SELL'])[case when direction > 0 then 1 else 2 end + 2 * server],
    open_time,
    open_time::date,
    open_price,
    current_price,
    case
        when pg_temp.u('dp/open/stop', draw) < 0.8
            then round(open_price * (1 - direction * 6 * volatility), decimals)
    end,
    case
        when pg_temp.u('dp/open/take', draw) < 0.5
            then round(open_price * (1 + direction * 8 * volatility), decimals)
    end,
    lots,
    volume_usd,
    unrealized_pnl,
    case when not is_index then -round(lots * commission_rate / 2, 2) end,
    case when nights > 0 then -round(volume_usd * 0.00006 * nights, 2) end,
    loaded,
    case when endpoint is not null then '/v1/trades/open' end
from daily_profit_open;

-- Account copies: the newest at the end of the last day, up to three older ones

insert into raw_accounts_data (
    id, account_id, login, trader_id, plan_id, starting_balance, current_balance, current_equity,
    profit_target_pct, max_daily_drawdown_pct, max_drawdown_pct, max_leverage,
    is_drawdown_relative, breached, is_upgraded, phase, status, created_at, updated_at,
    ingestion_timestamp, source_api_endpoint
)
with

copy_days as (

    select
        age,
        n,
        pg_temp.last_day() - age as day
    from (values (0, 0), (25, 1), (60, 2), (110, 3)) as listed (age, n)

),

balances as (

    select
        copy_day.n,
        path.account_n,
        sum(path.total) as total,
        max(path.day) as traded_on
    from copy_days as copy_day
    join daily_profit_path as path on copy_day.day >= path.day
    group by copy_day.n, path.account_n

),

floating as (

    select
        account_n,
        sum(unrealized_pnl) as unrealized_pnl
    from daily_profit_open
    where name = 'second'
    group by account_n

),

copies as (

    select
        account.*,
        copy_day.n as copy_n,
        account.starting_balance + coalesce(balance.total, 0) as current_balance,
        case
            when copy_day.n = 0 then coalesce(floating.unrealized_pnl, 0)
            else 0
        end as unrealized_pnl,
        balance.traded_on,
        copy_day.day + time '23:40' + interval '1 second' * (account.n % 600) as loaded,
        account.first_day - pg_temp.int_between(1, 3, 'dp/created', account.n)::int + time '09:00'
        + interval '1 second' * (account.n % 7919) as created,
        case
            when outcome.stopped_on <= copy_day.day then outcome.status
            when outcome.status = 'Inactive' and account.leave_day + 30 <= copy_day.day
                then 'Inactive'
            else 'Active'
        end as status
    from copy_days as copy_day
    join daily_profit_accounts as account
        on account.first_day <= copy_day.day
        and copy_day.n <= pg_temp.int_between(0, 3, 'dp/copies', account.n)
    join daily_profit_outcomes as outcome on account.n = outcome.account_n
    left join balances as balance on account.n = balance.account_n and copy_day.n = balance.n
    left join floating on account.n = floating.account_n

)

select
    row_number() over (order by loaded, n),
    account_id,
    login,
    trader_id,
    plan_id,
    starting_balance,
    current_balance,
    case when copy_n = 0 or n % 9 <> 4 then current_balance + unrealized_pnl end,
    profit_target_pct,
    max_daily_drawdown_pct,
    max_drawdown_pct,
    max_leverage,
    is_drawdown_relative,
    case when status = 'Breached' then 1 else 0 end,
    case
        when phase = 'Demo' then null
        when status = 'Passed' and n % 4 <> 0 then 1
        else 0
    end,
    phase,
    status,
    created,
    case when traded_on is not null then traded_on + time '21:30' end,
    loaded,
    endpoint
from copies;

-- Daily results, as the platform reports them: profit before costs, costs beside it

insert into raw_metrics_daily (
    id, account_id, login, date, net_profit, gross_profit, gross_loss, total_trades,
    winning_trades, losing_trades, win_rate, profit_factor, lots_traded, volume_traded, commission,
    swap, balance_start, balance_end, equity_start, equity_end, ingestion_timestamp,
    source_api_endpoint
)
with

repeated as (

    select
        *,
        -- A correction of a trade brings a correction of its day; a few days just come twice.
        coalesce(
            corrected_on,
            case when pg_temp.u('dp/daily', account_n::bigint * 256 + day_n) < 0.02 then day + 4 end
        ) as again_on
    from daily_profit_path

),

copies as (

    select
        *,
        loaded + interval '2 minutes' as reported,
        gross_profit + profit_change as reported_profit,
        gross_loss + loss_change as reported_loss
    from repeated

    union all

    select
        *,
        again_on + time '02:45' + interval '1 second' * (account_n % 900) as reported,
        gross_profit as reported_profit,
        gross_loss as reported_loss
    from repeated
    where again_on <= pg_temp.last_day()

),

floating as (

    select
        account_n,
        sum(unrealized_pnl) as unrealized_pnl
    from daily_profit_open
    where name = 'second'
    group by account_n

),

reports as (

    select
        copies.*,
        copies.balance_end - copies.total as balance_start,
        copies.balance_end - copies.gross_profit - copies.gross_loss
        + copies.reported_profit + copies.reported_loss as reported_balance_end,
        case
            when copies.day_n = (select max(prices.day_n) from daily_profit_prices as prices)
                then coalesce(floating.unrealized_pnl, 0)
            else 0
        end as unrealized_pnl,
        copies.account_n % 17 = 3 as is_without_equity
    from copies
    left join floating on copies.account_n = floating.account_n

)

select
    row_number() over (order by report.reported, report.account_n, report.day_n),
    account.account_id,
    account.login,
    report.day,
    report.reported_profit + report.reported_loss,
    report.reported_profit,
    report.reported_loss,
    report.trades,
    report.wins,
    report.losses,
    round(100.0 * report.wins / report.trades, 2),
    case
        when report.reported_loss < 0
            then least(99999999, round(report.reported_profit / -report.reported_loss, 2))
    end,
    report.lots,
    report.volume_usd,
    report.commission,
    report.swap,
    report.balance_start,
    report.reported_balance_end,
    case when not report.is_without_equity then report.balance_start end,
    case
        when not report.is_without_equity
            then report.reported_balance_end + report.unrealized_pnl
    end,
    report.reported,
    case when account.endpoint is not null then '/v1/metrics/daily' end
from reports as report
join daily_profit_accounts as account on report.account_n = account.n;

-- Lifetime results: at the end of the last day, and for older accounts also a month before

insert into raw_metrics_alltime (
    id, account_id, login, net_profit, gross_profit, gross_loss, total_trades, winning_trades,
    losing_trades, win_rate, profit_factor, average_win, average_loss, average_rrr, expectancy,
    sharpe_ratio, sortino_ratio, max_drawdown, max_drawdown_pct, ingestion_timestamp,
    source_api_endpoint
)
with

reports as (

    select pg_temp.last_day() - age as day
    from (values (0), (30)) as listed (age)

),

lifetimes as (

    select
        account.n,
        report.day,
        coalesce(sum(path.gross_profit), 0) as gross_profit,
        coalesce(sum(path.gross_loss), 0) as gross_loss,
        coalesce(sum(path.trades), 0) as trades,
        coalesce(sum(path.wins), 0) as wins,
        coalesce(sum(path.losses), 0) as losses,
        avg(path.total) as average_total,
        stddev_samp(path.total) as deviation,
        sqrt(avg(least(path.total, 0) ^ 2)) as downward_deviation,
        max(path.peak_balance - path.balance_end) as max_drawdown,
        max((path.peak_balance - path.balance_end) / path.peak_balance) as max_drawdown_share
    from reports as report
    join daily_profit_accounts as account on report.day >= account.first_day
    left join daily_profit_path as path on account.n = path.account_n and report.day >= path.day
    group by account.n, report.day

)

select
    row_number() over (order by lifetime.day, lifetime.n),
    account.account_id,
    account.login,
    lifetime.gross_profit + lifetime.gross_loss,
    lifetime.gross_profit,
    lifetime.gross_loss,
    lifetime.trades,
    lifetime.wins,
    lifetime.losses,
    round(100.0 * lifetime.wins / nullif(lifetime.trades, 0), 2),
    case
        when lifetime.gross_loss < 0
            then least(99999999, round(lifetime.gross_profit / -lifetime.gross_loss, 2))
    end,
    round(lifetime.gross_profit / nullif(lifetime.wins, 0), 2),
    round(lifetime.gross_loss / nullif(lifetime.losses, 0), 2),
    case
        when lifetime.gross_loss < 0 and lifetime.wins > 0 then round(
            (lifetime.gross_profit / lifetime.wins) / (-lifetime.gross_loss / lifetime.losses), 2
        )
    end,
    round((lifetime.gross_profit + lifetime.gross_loss) / nullif(lifetime.trades, 0), 2),
    round(lifetime.average_total / nullif(lifetime.deviation, 0) * sqrt(252.0), 2),
    round(lifetime.average_total / nullif(lifetime.downward_deviation, 0) * sqrt(252.0), 2),
    lifetime.max_drawdown,
    round(100 * lifetime.max_drawdown_share, 2),
    lifetime.day + time '23:50' + interval '1 second' * (account.n % 540),
    case when account.endpoint is not null then '/v1/metrics/alltime' end
from lifetimes as lifetime
join daily_profit_accounts as account on lifetime.n = account.n;

-- Hourly results of the last three days

insert into raw_metrics_hourly (
    id, account_id, login, date, hour, net_profit, gross_profit, gross_loss, total_trades,
    winning_trades, losing_trades, win_rate, lots_traded, volume_traded, ingestion_timestamp,
    source_api_endpoint
)
with

hours as (

    select
        trade.account_n,
        trade.day,
        trade.loaded,
        extract(hour from trade.close_time)::int as hour,
        coalesce(sum(trade.profit) filter (where trade.profit > 0), 0) as gross_profit,
        coalesce(sum(trade.profit) filter (where trade.profit < 0), 0) as gross_loss,
        count(*) as trades,
        count(*) filter (where trade.profit > 0) as wins,
        count(*) filter (where trade.profit < 0) as losses,
        sum(trade.lots) as lots,
        sum(trade.volume_usd) as volume_usd
    from daily_profit_trades as trade
    join daily_profit_outcomes as outcome on trade.account_n = outcome.account_n
    where trade.day > pg_temp.last_day() - 3
        and trade.day <= coalesce(outcome.stopped_on, trade.day)
    group by trade.account_n, trade.day, trade.loaded, extract(hour from trade.close_time)

)

select
    row_number() over (order by hours.loaded, hours.account_n, hours.hour),
    account.account_id,
    account.login,
    hours.day,
    hours.hour,
    hours.gross_profit + hours.gross_loss,
    hours.gross_profit,
    hours.gross_loss,
    hours.trades,
    hours.wins,
    hours.losses,
    round(100.0 * hours.wins / hours.trades, 2),
    hours.lots,
    hours.volume_usd,
    hours.loaded + interval '3 minutes',
    case when account.endpoint is not null then '/v1/metrics/hourly' end
from hours
join daily_profit_accounts as account on hours.account_n = account.n;

-- Account state per day, the last 30 days

insert into stg_accounts_daily_snapshots (
    id, account_id, login, date, trader_id, plan_id, phase, status, starting_balance,
    current_balance, current_equity, profit_target_pct, max_daily_drawdown_pct, max_drawdown_pct,
    max_leverage, is_drawdown_relative, days_since_first_trade, active_trading_days_count,
    distance_to_profit_target, distance_to_max_drawdown, created_at
)
with

days as (

    select pg_temp.last_day() - age as day
    from generate_series(0, 29) as age

),

-- What had been earned before the first of these days, then day by day.
earlier as (

    select
        account_n,
        min(day) as first_traded_on,
        coalesce(sum(total) filter (where day < pg_temp.last_day() - 29), 0) as total,
        count(*) filter (where day < pg_temp.last_day() - 29) as trading_days
    from daily_profit_path
    group by account_n

),

states as (

    select
        account.*,
        days.day,
        earlier.first_traded_on,
        account.starting_balance + coalesce(earlier.total, 0)
        + coalesce(sum(path.total) over so_far, 0) as balance,
        coalesce(earlier.trading_days, 0) + count(path.day) over so_far as trading_days,
        case
            when outcome.stopped_on <= days.day then outcome.status
            when outcome.status = 'Inactive' and account.leave_day + 30 <= days.day then 'Inactive'
            else 'Active'
        end as status
    from days
    join daily_profit_accounts as account on account.first_day <= days.day
    join daily_profit_outcomes as outcome on account.n = outcome.account_n
    left join earlier on account.n = earlier.account_n
    left join daily_profit_path as path on account.n = path.account_n and days.day = path.day
    window so_far as (partition by account.n order by days.day)

)

select
    row_number() over (order by day, n),
    account_id,
    login,
    day,
    trader_id,
    plan_id,
    phase,
    status,
    starting_balance,
    balance,
    case when n % 17 <> 3 then balance end,
    profit_target_pct,
    max_daily_drawdown_pct,
    max_drawdown_pct,
    max_leverage,
    is_drawdown_relative,
    case when first_traded_on <= day then day - first_traded_on end,
    trading_days,
    starting_balance + profit_target - balance,
    balance - (starting_balance - max_drawdown),
    day + time '23:55'
from states;

-- Market regime documents, the last 60 days

insert into raw_regimes_daily (
    id, date, market_news, instruments, country_economic_indicators, news_analysis, summary,
    vector_daily_regime, created_at, updated_at, ingestion_timestamp
)
with

moves as (

    select
        symbol,
        day,
        close,
        round(
            100 * (close / lag(close) over (partition by symbol order by day) - 1), 3
        ) as change_pct
    from market_days
    where symbol in ('EURUSD', 'XAUUSD', 'NAS100', 'BTC')

),

documents as (

    select
        days.day,
        days.day - date '2000-01-01' as draw,
        jsonb_object_agg(
            moves.symbol, jsonb_build_object('close', moves.close, 'change_pct', moves.change_pct)
            order by moves.symbol
        ) filter (where moves.symbol is not null) as instruments,
        coalesce(avg(moves.change_pct), 0) as mean_change,
        coalesce(max(abs(moves.change_pct)), 0) as largest_change
    from (
        select pg_temp.last_day() - age as day
        from generate_series(0, 59) as age
    ) as days
    left join moves on days.day = moves.day
    group by days.day

),

copies as (

    select
        document.*,
        copy_n,
        case
            when mean_change > 0.3 then 'risk_on'
            when mean_change < -0.3 then 'risk_off'
            else 'neutral'
        end as regime
    from documents as document
    -- One document in fifteen was written again the next morning.
    cross join generate_series(1, case when draw % 15 = 4 then 2 else 1 end) as copy_n

)

select
    row_number() over (order by day, copy_n),
    day,
    case
        when draw % 11 <> 5 then jsonb_build_array(jsonb_build_object(
            'headline', 'Markets close ' || replace(regime, '_', ' '), 'source', 'sample wire'
        ))
    end,
    instruments,
    case
        when draw % 7 = 0
            then '{"US": {"cpi_yoy": 2.9, "fed_funds_rate": 4.33}}'::jsonb
    end,
    case when draw % 11 <> 5 then jsonb_build_object('sentiment', round(mean_change / 2, 3)) end,
    jsonb_build_object('regime', regime, 'volatility', largest_change),
    case
        when draw % 13 <> 6
            then array[mean_change, largest_change, round(mean_change / 2, 3)]::double precision[]
    end,
    day + time '22:00',
    case when copy_n = 2 then day + time '22:20' end,
    day + time '22:05' + interval '30 minutes' * (copy_n - 1)
from copies;

-- Features of some accounts on the last 20 sessions they traded

insert into feature_store_account_daily (
    id, account_id, login, feature_date, starting_balance, max_daily_drawdown_pct,
    max_drawdown_pct, profit_target_pct, max_leverage, is_drawdown_relative, current_balance,
    current_equity, days_since_first_trade, active_trading_days_count,
    distance_to_profit_target, distance_to_max_drawdown, open_pnl, open_positions_volume,
    rolling_pnl_sum_1d, rolling_pnl_avg_1d, rolling_pnl_std_1d, rolling_pnl_sum_3d,
    rolling_pnl_avg_3d, rolling_pnl_std_3d, rolling_pnl_min_3d, rolling_pnl_max_3d, win_rate_3d,
    rolling_pnl_sum_5d, rolling_pnl_avg_5d, rolling_pnl_std_5d, rolling_pnl_min_5d,
    rolling_pnl_max_5d, win_rate_5d, profit_factor_5d, sharpe_ratio_5d, rolling_pnl_sum_10d,
    rolling_pnl_avg_10d, rolling_pnl_std_10d, rolling_pnl_min_10d, rolling_pnl_max_10d,
    win_rate_10d, profit_factor_10d, sharpe_ratio_10d, rolling_pnl_sum_20d, rolling_pnl_avg_20d,
    rolling_pnl_std_20d, win_rate_20d, profit_factor_20d, sharpe_ratio_20d, trades_count_5d,
    avg_trade_duration_5d, avg_lots_per_trade_5d, avg_volume_per_trade_5d,
    stop_loss_usage_rate_5d, take_profit_usage_rate_5d, buy_sell_ratio_5d,
    top_symbol_concentration_5d, market_sentiment_score, market_volatility_regime,
    market_liquidity_state, vix_level, dxy_level, sp500_daily_return, btc_volatility_90d,
    fed_funds_rate, day_of_week, week_of_month, month, quarter, day_of_year, is_month_start,
    is_month_end, is_quarter_start, is_quarter_end, created_at
)
with

recent as (

    select
        path.*,
        account.account_id,
        account.login,
        account.starting_balance,
        account.max_daily_drawdown_pct,
        account.max_drawdown_pct,
        account.profit_target_pct,
        account.max_leverage,
        account.is_drawdown_relative,
        account.profit_target,
        account.max_drawdown
    from daily_profit_path as path
    join daily_profit_accounts as account on path.account_n = account.n
    where account.n <= pg_temp.scaled(25)

),

-- How the account trades, day by day.
instrument_days as (

    select
        trade.account_n,
        trade.day,
        trade.instrument_n,
        count(*) as trades,
        sum(extract(epoch from trade.close_time - trade.open_time) / 60) as minutes,
        count(*) filter (where trade.stop_loss is not null) as with_stop,
        count(*) filter (where trade.take_profit is not null) as with_take,
        count(*) filter (where trade.direction > 0) as buys
    from daily_profit_trades as trade
    where trade.account_n <= pg_temp.scaled(25)
    group by trade.account_n, trade.day, trade.instrument_n

),

habits as (

    select
        account_n,
        day,
        sum(trades) as trades,
        max(trades) as trades_of_top_symbol,
        sum(minutes) as minutes,
        sum(with_stop) as with_stop,
        sum(with_take) as with_take,
        sum(buys) as buys
    from instrument_days
    group by account_n, day

),

market as (

    select
        session.day,
        round((100 * sqrt(252) * stddev_samp(session.day_return) over (
            order by session.day rows 19 preceding
        ))::numeric, 2) as volatility,
        round(session.day_return::numeric, 4) as day_return
    from (
        select
            day,
            close / lag(close) over (order by day) - 1 as day_return
        from market_days
        where symbol = 'NAS100'
    ) as session

),

coin as (

    select
        day,
        round((
            sqrt(365) * stddev_samp(day_return) over (order by day rows 89 preceding)
        )::numeric, 4) as volatility
    from (
        select
            day,
            close / lag(close) over (order by day) - 1 as day_return
        from market_days
        where symbol = 'BTC'
    ) as sessions

),

windows as (

    select
        recent.*,
        min(recent.day) over (partition by recent.account_n) as first_day,
        row_number() over (partition by recent.account_n order by recent.day desc) as age,
        sum(recent.total) over last_1 as sum_1d,
        avg(recent.total) over last_1 as avg_1d,
        stddev_samp(recent.total) over last_1 as std_1d,
        sum(recent.total) over last_3 as sum_3d,
        avg(recent.total) over last_3 as avg_3d,
        stddev_samp(recent.total) over last_3 as std_3d,
        min(recent.total) over last_3 as min_3d,
        max(recent.total) over last_3 as max_3d,
        100.0 * sum(recent.wins) over last_3 / sum(recent.trades) over last_3 as win_rate_3d,
        sum(recent.total) over last_5 as sum_5d,
        avg(recent.total) over last_5 as avg_5d,
        stddev_samp(recent.total) over last_5 as std_5d,
        min(recent.total) over last_5 as min_5d,
        max(recent.total) over last_5 as max_5d,
        100.0 * sum(recent.wins) over last_5 / sum(recent.trades) over last_5 as win_rate_5d,
        sum(recent.gross_profit) over last_5
        / nullif(-sum(recent.gross_loss) over last_5, 0) as profit_factor_5d,
        sum(recent.total) over last_10 as sum_10d,
        avg(recent.total) over last_10 as avg_10d,
        stddev_samp(recent.total) over last_10 as std_10d,
        min(recent.total) over last_10 as min_10d,
        max(recent.total) over last_10 as max_10d,
        100.0 * sum(recent.wins) over last_10 / sum(recent.trades) over last_10 as win_rate_10d,
        sum(recent.gross_profit) over last_10
        / nullif(-sum(recent.gross_loss) over last_10, 0) as profit_factor_10d,
        sum(recent.total) over last_20 as sum_20d,
        avg(recent.total) over last_20 as avg_20d,
        stddev_samp(recent.total) over last_20 as std_20d,
        100.0 * sum(recent.wins) over last_20 / sum(recent.trades) over last_20 as win_rate_20d,
        sum(recent.gross_profit) over last_20
        / nullif(-sum(recent.gross_loss) over last_20, 0) as profit_factor_20d,
        sum(habits.trades) over last_5 as trades_5d,
        sum(habits.trades_of_top_symbol) over last_5 as top_trades_5d,
        sum(habits.minutes) over last_5 as minutes_5d,
        sum(habits.with_stop) over last_5 as with_stop_5d,
        sum(habits.with_take) over last_5 as with_take_5d,
        sum(habits.buys) over last_5 as buys_5d,
        sum(recent.lots) over last_5 as lots_5d,
        sum(recent.volume_usd) over last_5 as volume_5d
    from recent
    join habits on recent.account_n = habits.account_n and recent.day = habits.day
    window
        last_1 as (partition by recent.account_n order by recent.day rows 0 preceding),
        last_3 as (partition by recent.account_n order by recent.day rows 2 preceding),
        last_5 as (partition by recent.account_n order by recent.day rows 4 preceding),
        last_10 as (partition by recent.account_n order by recent.day rows 9 preceding),
        last_20 as (partition by recent.account_n order by recent.day rows 19 preceding)

)

select
    row_number() over (order by feature.day, feature.account_n),
    feature.account_id,
    feature.login,
    feature.day,
    feature.starting_balance,
    feature.max_daily_drawdown_pct,
    feature.max_drawdown_pct,
    feature.profit_target_pct,
    feature.max_leverage,
    feature.is_drawdown_relative::int,
    feature.balance_end,
    case when feature.account_n % 17 <> 3 then feature.balance_end end,
    feature.day - feature.first_day,
    feature.trading_day_n,
    feature.starting_balance + feature.profit_target - feature.balance_end,
    feature.balance_end - (feature.starting_balance - feature.max_drawdown),
    0,
    0,
    feature.sum_1d,
    round(feature.avg_1d, 2),
    round(feature.std_1d, 2),
    feature.sum_3d,
    round(feature.avg_3d, 2),
    round(feature.std_3d, 2),
    feature.min_3d,
    feature.max_3d,
    round(feature.win_rate_3d, 2),
    feature.sum_5d,
    round(feature.avg_5d, 2),
    round(feature.std_5d, 2),
    feature.min_5d,
    feature.max_5d,
    round(feature.win_rate_5d, 2),
    least(99999999, round(feature.profit_factor_5d, 2)),
    round(feature.avg_5d / nullif(feature.std_5d, 0) * sqrt(252.0), 2),
    feature.sum_10d,
    round(feature.avg_10d, 2),
    round(feature.std_10d, 2),
    feature.min_10d,
    feature.max_10d,
    round(feature.win_rate_10d, 2),
    least(99999999, round(feature.profit_factor_10d, 2)),
    round(feature.avg_10d / nullif(feature.std_10d, 0) * sqrt(252.0), 2),
    feature.sum_20d,
    round(feature.avg_20d, 2),
    round(feature.std_20d, 2),
    round(feature.win_rate_20d, 2),
    least(99999999, round(feature.profit_factor_20d, 2)),
    round(feature.avg_20d / nullif(feature.std_20d, 0) * sqrt(252.0), 2),
    feature.trades_5d,
    round((feature.minutes_5d / feature.trades_5d)::numeric, 2),
    round(feature.lots_5d / feature.trades_5d, 4),
    round(feature.volume_5d / feature.trades_5d, 2),
    round(100.0 * feature.with_stop_5d / feature.trades_5d, 2),
    round(100.0 * feature.with_take_5d / feature.trades_5d, 2),
    round(feature.buys_5d / nullif(feature.trades_5d - feature.buys_5d, 0), 2),
    round(100.0 * feature.top_trades_5d / feature.trades_5d, 2),
    round(10 * market.day_return, 4),
    case
        when market.volatility < 15 then 'low'
        when market.volatility < 25 then 'normal'
        else 'high'
    end,
    case when feature.account_n % 11 <> 2 then 'normal' end,
    market.volatility,
    case when feature.account_n % 13 <> 4 then 103.5 + round(100 * market.day_return, 2) end,
    market.day_return,
    coin.volatility,
    4.33,
    extract(isodow from feature.day),
    1 + (extract(day from feature.day)::int - 1) / 7,
    extract(month from feature.day),
    extract(quarter from feature.day),
    extract(doy from feature.day),
    extract(day from feature.day) = 1,
    extract(day from feature.day + 1) = 1,
    feature.day = date_trunc('quarter', feature.day)::date,
    feature.day + 1 = date_trunc('quarter', feature.day + 1)::date,
    feature.day + time '23:58'
from windows as feature
join market on feature.day = market.day
join coin on feature.day = coin.day
where feature.age <= 20;

-- Features with the result of the next day the account traded

insert into model_training_input (
    id, login, prediction_date, feature_date, starting_balance, max_daily_drawdown_pct,
    max_drawdown_pct, profit_target_pct, max_leverage, is_drawdown_relative, current_balance,
    current_equity, days_since_first_trade, active_trading_days_count,
    distance_to_profit_target, distance_to_max_drawdown, open_pnl, open_positions_volume,
    rolling_pnl_sum_1d, rolling_pnl_avg_1d, rolling_pnl_std_1d, rolling_pnl_sum_3d,
    rolling_pnl_avg_3d, rolling_pnl_std_3d, rolling_pnl_min_3d, rolling_pnl_max_3d, win_rate_3d,
    rolling_pnl_sum_5d, rolling_pnl_avg_5d, rolling_pnl_std_5d, rolling_pnl_min_5d,
    rolling_pnl_max_5d, win_rate_5d, profit_factor_5d, sharpe_ratio_5d, rolling_pnl_sum_10d,
    rolling_pnl_avg_10d, rolling_pnl_std_10d, rolling_pnl_min_10d, rolling_pnl_max_10d,
    win_rate_10d, profit_factor_10d, sharpe_ratio_10d, rolling_pnl_sum_20d, rolling_pnl_avg_20d,
    rolling_pnl_std_20d, win_rate_20d, profit_factor_20d, sharpe_ratio_20d, trades_count_5d,
    avg_trade_duration_5d, avg_lots_per_trade_5d, avg_volume_per_trade_5d,
    stop_loss_usage_rate_5d, take_profit_usage_rate_5d, buy_sell_ratio_5d,
    top_symbol_concentration_5d, market_sentiment_score, market_volatility_regime,
    market_liquidity_state, vix_level, dxy_level, sp500_daily_return, btc_volatility_90d,
    fed_funds_rate, day_of_week, week_of_month, month, quarter, day_of_year, is_month_start,
    is_month_end, is_quarter_start, is_quarter_end, target_net_profit, created_at
)
with

targets as (

    select
        account_n,
        lead(day) over by_account as target_day,
        day,
        lead(gross_profit + gross_loss) over by_account as target
    from daily_profit_path
    window by_account as (partition by account_n order by day)

)

select
    row_number() over (order by feature.id),
    feature.login,
    targets.target_day,
    feature.feature_date,
    feature.starting_balance,
    feature.max_daily_drawdown_pct,
    feature.max_drawdown_pct,
    feature.profit_target_pct,
    feature.max_leverage,
    feature.is_drawdown_relative,
    feature.current_balance,
    feature.current_equity,
    feature.days_since_first_trade,
    feature.active_trading_days_count,
    feature.distance_to_profit_target,
    feature.distance_to_max_drawdown,
    feature.open_pnl,
    feature.open_positions_volume,
    feature.rolling_pnl_sum_1d,
    feature.rolling_pnl_avg_1d,
    feature.rolling_pnl_std_1d,
    feature.rolling_pnl_sum_3d,
    feature.rolling_pnl_avg_3d,
    feature.rolling_pnl_std_3d,
    feature.rolling_pnl_min_3d,
    feature.rolling_pnl_max_3d,
    feature.win_rate_3d,
    feature.rolling_pnl_sum_5d,
    feature.rolling_pnl_avg_5d,
    feature.rolling_pnl_std_5d,
    feature.rolling_pnl_min_5d,
    feature.rolling_pnl_max_5d,
    feature.win_rate_5d,
    feature.profit_factor_5d,
    feature.sharpe_ratio_5d,
    feature.rolling_pnl_sum_10d,
    feature.rolling_pnl_avg_10d,
    feature.rolling_pnl_std_10d,
    feature.rolling_pnl_min_10d,
    feature.rolling_pnl_max_10d,
    feature.win_rate_10d,
    feature.profit_factor_10d,
    feature.sharpe_ratio_10d,
    feature.rolling_pnl_sum_20d,
    feature.rolling_pnl_avg_20d,
    feature.rolling_pnl_std_20d,
    feature.win_rate_20d,
    feature.profit_factor_20d,
    feature.sharpe_ratio_20d,
    feature.trades_count_5d,
    feature.avg_trade_duration_5d,
    feature.avg_lots_per_trade_5d,
    feature.avg_volume_per_trade_5d,
    feature.stop_loss_usage_rate_5d,
    feature.take_profit_usage_rate_5d,
    feature.buy_sell_ratio_5d,
    feature.top_symbol_concentration_5d,
    feature.market_sentiment_score,
    feature.market_volatility_regime,
    feature.market_liquidity_state,
    feature.vix_level,
    feature.dxy_level,
    feature.sp500_daily_return,
    feature.btc_volatility_90d,
    feature.fed_funds_rate,
    feature.day_of_week,
    feature.week_of_month,
    feature.month,
    feature.quarter,
    feature.day_of_year,
    feature.is_month_start,
    feature.is_month_end,
    feature.is_quarter_start,
    feature.is_quarter_end,
    targets.target,
    targets.target_day + time '23:59'
from feature_store_account_daily as feature
join daily_profit_accounts as account on feature.account_id = account.account_id
join targets on account.n = targets.account_n and feature.feature_date = targets.day
where targets.target is not null;

-- Model versions, the newest in use

insert into model_registry (
    id, model_version, model_type, training_start_date, training_end_date, validation_start_date,
    validation_end_date, test_start_date, test_end_date, train_mae, train_rmse, train_r2, val_mae,
    val_rmse, val_r2, test_mae, test_rmse, test_r2, hyperparameters, feature_list,
    feature_importance, model_file_path, scaler_file_path, is_active, created_at, updated_at
)
select
    version.n,
    'v' || version.n || '.0',
    version.model_type,
    trained.day - 120,
    trained.day - 41,
    trained.day - 40,
    trained.day - 21,
    case when version.n > 1 then trained.day - 20 end,
    case when version.n > 1 then trained.day - 1 end,
    420.5 - 20 * version.n,
    655.25 - 25 * version.n,
    0.1100 + 0.03 * version.n,
    455.75 - 18 * version.n,
    702.5 - 22 * version.n,
    0.0600 + 0.025 * version.n,
    case when version.n > 1 then 468.25 - 16 * version.n end,
    case when version.n > 1 then 718.5 - 20 * version.n end,
    case when version.n > 1 then 0.0450 + 0.02 * version.n end,
    jsonb_build_object('max_depth', 4 + version.n, 'learning_rate', 0.05),
    jsonb_build_array('rolling_pnl_sum_5d', 'win_rate_5d', 'vix_level'),
    case
        when version.n > 1
            then '{"rolling_pnl_sum_5d": 0.4, "win_rate_5d": 0.35, "vix_level": 0.25}'::jsonb
    end,
    'models/v' || version.n || '.txt',
    case when version.n > 1 then 'models/v' || version.n || '_scaler.pkl' end,
    version.n = 4,
    trained.day + time '04:00',
    case when version.n = 4 then trained.day + time '05:30' else trained.day + 30 + time '04:00' end
from (
    values (1, 'Ridge'), (2, 'LightGBM'), (3, 'LightGBM'), (4, 'LightGBM')
) as version (n, model_type)
cross join lateral (select pg_temp.last_day() - 30 * (5 - version.n) as day) as trained;

-- Forecasts of the next day's profit by the two newest models; what came true is added later

insert into model_predictions (
    id, login, prediction_date, feature_date, predicted_net_profit, prediction_confidence,
    model_version, shap_values, top_positive_features, top_negative_features, actual_net_profit,
    prediction_error, created_at
)
with

forecasts as (

    select
        feature.id * 2 + version.n as draw,
        feature.login,
        coalesce(
            target.prediction_date,
            feature.feature_date
            + case extract(isodow from feature.feature_date) when 5 then 3 else 1 end
        ) as prediction_date,
        feature.feature_date,
        feature.rolling_pnl_avg_5d,
        feature.rolling_pnl_sum_5d,
        version.model_version,
        target.target_net_profit as actual
    from feature_store_account_daily as feature
    left join model_training_input as target
        on feature.login = target.login and feature.feature_date = target.feature_date
    cross join (values (0, 'v3.0'), (1, 'v4.0')) as version (n, model_version)
    -- Only the newest features have no outcome yet.
    where target.login is not null or feature.feature_date = pg_temp.last_day()

),

predicted as (

    select
        *,
        round(
            0.25 * coalesce(actual, 0) + 0.4 * coalesce(rolling_pnl_avg_5d, 0)
            + (120 * pg_temp.z('dp/forecast', draw))::numeric, 2
        ) as prediction
    from forecasts

)

select
    row_number() over (order by feature_date, draw),
    login,
    prediction_date,
    feature_date,
    prediction,
    case
        when draw % 23 <> 4 then round((50 + 45 * pg_temp.u('dp/confidence', draw))::numeric, 2)
    end,
    model_version,
    case
        when draw % 5 <> 0
            then jsonb_build_object('rolling_pnl_sum_5d', round(prediction * 0.6, 2))
    end,
    case when prediction > 0 then '["rolling_pnl_sum_5d", "win_rate_5d"]'::jsonb end,
    case when prediction <= 0 then '["vix_level"]'::jsonb end,
    actual,
    actual - prediction,
    feature_date + time '23:59'
from predicted;

-- The platform's own logs and jobs

insert into pipeline_execution_log (
    id, pipeline_stage, execution_date, start_time, end_time, status, records_processed,
    error_message, execution_details, created_at
)
with

runs as (

    select
        stage.n,
        stage.name,
        pg_temp.last_day() - age as day,
        (pg_temp.last_day() - age - date '2000-01-01') * 10 + stage.n as draw,
        pg_temp.last_day() - age + time '02:00' + interval '7 minutes' * stage.n as started
    from generate_series(0, 29) as age
    cross join (values
        (1, 'ingest_accounts'), (2, 'ingest_trades'), (3, 'ingest_metrics'), (4, 'build_snapshots'),
        (5, 'build_features'), (6, 'predict'), (7, 'refresh_materialized_views')
    ) as stage (n, name)

),

judged as (

    select
        *,
        case
            when pg_temp.u('dp/run', draw) < 0.03 then 'failed'
            when day = pg_temp.last_day() and n = 7 then 'running'
            else 'success'
        end as status
    from runs

)

select
    row_number() over (order by started, n),
    name,
    day,
    started,
    case when status <> 'running' then started + interval '1 second' * (20 + draw % 300) end,
    status,
    case when status = 'success' then pg_temp.int_between(100, 5000, 'dp/records', draw) end,
    case when status = 'failed' then 'timeout while reading the API' end,
    case when status = 'success' then jsonb_build_object('attempt', 1) end,
    started
from judged;

-- Jobs that are switched off have no next run; the others run next when the sample ends.
insert into scheduled_jobs (
    job_id, job_name, schedule, command, is_active, last_run, next_run, created_at
)
select
    job.n,
    job.name,
    job.schedule,
    job.command,
    job.is_active,
    pg_temp.sample_end()::timestamp - job.last_age::interval,
    case when job.is_active then pg_temp.sample_end()::timestamp end,
    pg_temp.last_day() - 199 + time '08:00'
from (values
    (1, 'refresh_views', '0 * * * *', 'select refresh_materialized_views()', true, '1 hour'),
    (2, 'analyze_partitions', '0 0 * * *', 'select analyze_partitions()', true, '1 day'),
    (3, 'make_partitions', '0 3 25 * *', 'select create_monthly_partitions()', false, '25 days'),
    (4, 'collect_statistics', '*/30 * * * *', 'analyze', true, '30 minutes'),
    (5, 'purge_logs', '0 5 1 * *', 'select purge_logs()', false, null)
) as job (n, name, schedule, command, is_active, last_age);

insert into query_performance_log (
    id, query_fingerprint, query_text, mean_time_ms, calls, total_time_ms, min_time_ms,
    max_time_ms, stddev_time_ms, logged_at
)
with

drawn as (

    select
        n,
        n % 5 as query_n,
        round((5 + 400 * pg_temp.u('dp/mean', n) ^ 3)::numeric, 2) as mean_time,
        pg_temp.int_between(1, 500, 'dp/calls', n) as calls,
        pg_temp.last_day() - (n / 10)::int + time '01:00' + interval '2 hours' * (n % 10) as logged
    from generate_series(0, 199) as n

)

select
    row_number() over (order by logged, n),
    md5('query ' || query_n),
    case
        when query_n < 4 then (array[
            'select * from mv_daily_trading_stats',
            'select sum(profit) from raw_trades_closed where trade_date = $1',
            'select * from mv_account_performance_summary where account_id = $1',
            'select * from mv_symbol_performance'
        ])[query_n + 1]
    end,
    mean_time,
    calls,
    mean_time * calls,
    round(mean_time * 0.6, 2),
    case when calls = 1 then round(mean_time, 2) else round(mean_time * 3, 2) end,
    case when calls > 1 then round(mean_time * 0.3, 2) end,
    logged
from drawn;

-- The identity columns go on after the sample's ids.
do $sequences$
declare
    item record;
begin
    for item in
        select
            att.attrelid::regclass as relation,
            att.attname,
            pg_get_serial_sequence(att.attrelid::regclass::text, att.attname) as sequence
        from pg_attribute as att
        join pg_class as rel on att.attrelid = rel.oid
        where rel.relnamespace = current_schema()::regnamespace
            and rel.relkind in ('r', 'p')
            and not rel.relispartition
            and att.attidentity <> ''
    loop
        execute format(
            'select setval(%L, (select coalesce(max(%I), 1) from %s))',
            item.sequence, item.attname, item.relation
        );
    end loop;
end $sequences$;
