-- Sample rows of the Charles Schwab API integration.
--
-- The story is drawn as ideas: an account opens a position for a reason and closes it later.
-- Ideas become orders, orders become activities and executions, executions become ledger entries.
-- Within an account no two ideas hold opposite sides of one instrument: one residue of the stock
-- list is only sold short, even strikes are only bought, odd strikes only sold.

-- Functions

-- Normal distribution function, by a logistic curve: good to three digits and quick.
create or replace function pg_temp.schwab_phi(x double precision) returns double precision
language sql immutable as
$$ select 1 / (1 + exp(-least(30, greatest(-30, 1.5976 * x + 0.070565992 * x * x * x)))) $$;

-- Value of a European option per share, interest left out.
create or replace function pg_temp.schwab_option(
    put_call text, spot numeric, strike numeric, years double precision, sigma double precision
) returns double precision language sql immutable as
$$
    select greatest(
        0,
        case put_call
            when 'CALL' then spot * pg_temp.schwab_phi(d1) - strike * pg_temp.schwab_phi(d2)
            else strike * pg_temp.schwab_phi(-d2) - spot * pg_temp.schwab_phi(-d1)
        end
    )
    from (
        select
            (ln((spot / strike)::double precision) + sigma * sigma / 2 * greatest(years, 0.0005))
            / (sigma * sqrt(greatest(years, 0.0005))) as d1,
            (ln((spot / strike)::double precision) - sigma * sigma / 2 * greatest(years, 0.0005))
            / (sigma * sqrt(greatest(years, 0.0005))) as d2
    ) as terms
$$;

-- The day monthly options expire: the third Friday.
create or replace function pg_temp.schwab_third_friday(any_day date) returns date
language sql immutable as
$$
    select first_day + ((5 - extract(isodow from first_day)::int + 7) % 7) + 14
    from (select date_trunc('month', any_day)::date as first_day) as month
$$;

-- The first monthly expiration on or after a day.
create or replace function pg_temp.schwab_next_expiry(any_day date) returns date
language sql immutable as
$$
    select case
        when pg_temp.schwab_third_friday(any_day) >= any_day
            then pg_temp.schwab_third_friday(any_day)
        else pg_temp.schwab_third_friday((date_trunc('month', any_day) + interval '1 month')::date)
    end
$$;

-- Symbol of an option as the exchanges write it: root, expiry, right, strike in thousandths.
create or replace function pg_temp.schwab_occ(root text, expiry date, put_call text, strike numeric)
returns text language sql stable as
$$
    select rpad(root, 6) || to_char(expiry, 'YYMMDD') || left(put_call, 1)
        || lpad((strike * 1000)::bigint::text, 8, '0')
$$;

-- Price of a stock at a moment. Days without finer bars walk from open to close inside their range.
create or replace function pg_temp.schwab_spot(wanted text, at timestamp) returns numeric
language sql stable as
$$
    select case
        when at::date > pg_temp.last_day() - 12 then pg_temp.market_price(wanted, at)
        else (
            select least(days.high, greatest(days.low, round(
                days.open
                + (days.close - days.open) * (extract(epoch from at - days.opens_at) / 23400)
                + (days.high - days.low) * 0.8 * (
                    pg_temp.u('schwab/spot/' || wanted, extract(epoch from at)::bigint / 60) - 0.5
                )::numeric,
                2
            )))
            from market_days as days
            where days.symbol = wanted and days.day = at::date
        )
    end
$$;

-- Nothing is written later than the sample ends.
create or replace function pg_temp.schwab_capped(at timestamptz) returns timestamptz
language sql stable as
$$ select least(at, pg_temp.sample_end() - interval '1 second') $$;

-- Calendar and instruments

drop table if exists schwab_days;
create temp table schwab_days on commit drop as
select
    row_number() over (order by day)::int as n,
    day
from market_days
where symbol = 'SPY' and day > pg_temp.last_day() - 200;

create index on schwab_days (n);
analyze schwab_days;

drop table if exists schwab_stocks;
create temp table schwab_stocks on commit drop as
select
    row_number() over (order by n)::int as place,
    symbol,
    kind,
    volatility * sqrt(252) * 1.05 as sigma,
    -- Distance of strikes. It never changes, so that a strike stays even or odd.
    case when start_price < 120 then 2.5 when start_price < 300 then 5 else 10 end as strike_step,
    lpad((37833100 + n * 1013)::text, 9, '0') as cusip,
    5000 + n as instrument_id
from market_instruments
where kind in ('equity', 'etf');

analyze schwab_stocks;

-- Accounts and symbols

drop table if exists schwab_accounts;
create temp table schwab_accounts on commit drop as
select
    n,
    n % 3 <> 0 and n % 12 <> 11 as is_margin,
    n % 12 = 7 as is_closed,
    round((25000 * exp(2.3 * pg_temp.u('schwab/capital', n)))::numeric, -2) as capital,
    (select min(day) from schwab_days)::timestamp - interval '20 days'
    + (n % 12) * interval '1 hour' as opened_at,
    (select count(*) from schwab_days)::int as day_count,
    -- The last trading day of the account, as a number.
    (select count(*) from schwab_days)::int * case when n % 12 = 7 then 6 else 10 end / 10 as last_n
from generate_series(1, pg_temp.scaled(12)) as n;

insert into accounts (
    account_id, account_hash, account_number, display_name, nickname, account_type, is_active,
    created_at, updated_at
)
select
    account.n,
    upper(md5('schwab/hash/' || pg_temp.uid('schwab/account', account.n))),
    case when account.n % 12 <> 10 then (40000000 + account.n * 7919)::text end,
    case when account.n % 5 <> 0 then 'Sample account ' || account.n end,
    case when account.n % 4 = 0 then 'Nickname ' || account.n end,
    case when account.n % 12 = 11 then null when account.is_margin then 'MARGIN' else 'CASH' end,
    not account.is_closed,
    account.opened_at at time zone 'UTC',
    case
        when account.n % 12 = 9 then null
        when account.is_closed then closing.day + time '22:00' at time zone 'UTC'
        else account.opened_at at time zone 'UTC' + account.n % 3 * interval '9 days'
    end
from schwab_accounts as account
left join schwab_days as closing on closing.n = account.last_n + 1;

insert into symbols (
    symbol_id, symbol, company_name, description, asset_type, exchange, is_active,
    created_at, updated_at
)
select
    row_number() over (order by asset_type, symbol),
    symbol,
    company_name,
    case when symbol not in ('VIX', 'META') then company_name || ', as listed' end,
    asset_type,
    exchange,
    symbol <> 'ATVI',
    case when symbol <> 'NFLX' then pg_temp.sample_end() - interval '420 days' end,
    case
        when symbol = 'ATVI' then pg_temp.sample_end() - interval '390 days'
        when symbol <> 'GOOGL' then pg_temp.sample_end() - interval '419 days'
    end
from (values
    ('AAPL', 'Apple Inc', 'EQUITY', 'NASDAQ'),
    ('MSFT', 'Microsoft Corp', 'EQUITY', 'NASDAQ'),
    ('NVDA', 'NVIDIA Corp', 'EQUITY', 'NASDAQ'),
    ('AMZN', 'Amazon.com Inc', 'EQUITY', 'NASDAQ'),
    ('GOOGL', 'Alphabet Inc Class A', 'EQUITY', 'NASDAQ'),
    ('META', 'Meta Platforms Inc', 'EQUITY', 'NASDAQ'),
    ('TSLA', 'Tesla Inc', 'EQUITY', 'NASDAQ'),
    ('JPM', 'JPMorgan Chase & Co', 'EQUITY', 'NYSE'),
    ('XOM', 'Exxon Mobil Corp', 'EQUITY', 'NYSE'),
    ('NFLX', 'Netflix Inc', 'EQUITY', 'NASDAQ'),
    ('SPY', 'SPDR S&P 500 ETF Trust', 'ETF', 'NYSE Arca'),
    ('QQQ', 'Invesco QQQ Trust', 'ETF', 'NASDAQ'),
    ('SPX', 'S&P 500 Index', 'INDEX', null),
    ('NASDAQ', 'Nasdaq Composite Index', 'INDEX', null),
    ('VIX', null, 'INDEX', 'CBOE'),
    ('ATVI', 'Activision Blizzard Inc', 'EQUITY', 'NASDAQ')
) as listed (symbol, company_name, asset_type, exchange);

-- Bars

insert into price_data (
    price_id, symbol, datetime_ms, datetime_utc, open_price, high_price, low_price, close_price,
    volume, previous_close, previous_close_date_ms, is_empty, data_source, frequency_type,
    created_at
)
with

daily as (

    select
        symbol,
        'daily' as frequency,
        day::timestamp as bar_start,
        open,
        high,
        low,
        close,
        volume::bigint as volume,
        day + time '21:15' as loaded_at,
        'schwab_api' as data_source
    from market_days
    where kind in ('equity', 'etf')

),

weekly as (

    select
        symbol,
        'weekly' as frequency,
        date_trunc('week', bar_start) as bar_start,
        (array_agg(open order by bar_start))[1] as open,
        max(high) as high,
        min(low) as low,
        (array_agg(close order by bar_start desc))[1] as close,
        sum(volume)::bigint as volume,
        date_trunc('week', bar_start) + interval '4 days 22 hours' as loaded_at,
        'schwab_api' as data_source
    from daily
    group by symbol, date_trunc('week', bar_start)
    -- Whole weeks only.
    having
        date_trunc('week', bar_start)::date >= pg_temp.last_day() - 419
        and date_trunc('week', bar_start)::date + 4 <= pg_temp.last_day()

),

-- Where the last trading day has 15-minute bars only, each is cut into 15 that add up to it.
minutes as (

    select
        tick.symbol,
        'minute' as frequency,
        tick.bar_start + (step - 1) * interval '1 minute' as bar_start,
        round(tick.open + (tick.close - tick.open) * (step - 1) / tick.step_minutes, 2) as open,
        round(tick.open + (tick.close - tick.open) * step / tick.step_minutes, 2) as close,
        tick.high,
        tick.low,
        step,
        tick.step_minutes,
        (
            floor(tick.volume * step / tick.step_minutes)
            - floor(tick.volume * (step - 1) / tick.step_minutes)
        )::bigint as volume
    from market_ticks as tick
    cross join lateral generate_series(1, tick.step_minutes) as step
    where tick.symbol in ('AAPL', 'NVDA', 'SPY') and tick.day = (select max(day) from schwab_days)

),

minute_bars as (

    select
        symbol,
        frequency,
        bar_start,
        open,
        case when step = 1 then high else greatest(open, close) end as high,
        case when step = step_minutes then low else least(open, close) end as low,
        close,
        volume,
        bar_start + interval '65 seconds' as loaded_at,
        'schwab_api' as data_source
    from minutes

),

-- The volatility index is published as one value a day.
indices as (

    select
        index_name as symbol,
        'daily' as frequency,
        day::timestamp as bar_start,
        coalesce(open, close) as open,
        coalesce(high, close) as high,
        coalesce(low, close) as low,
        close,
        coalesce(volume, 0) as volume,
        (pg_temp.sample_end() - interval '420 days') at time zone 'UTC'
        + extract(doy from day)::int * interval '1 second' as loaded_at,
        'index_archive' as data_source
    from index_history
    where index_name in ('SPX', 'NASDAQ', 'VIX')

),

-- A delisted stock: its last bars came without a frequency, then the answers were empty.
delisted as (

    select
        'ATVI' as symbol,
        case when n > 5 then 'daily' end as frequency,
        day::timestamp as bar_start,
        94.42 as open,
        94.42 as high,
        94.42 as low,
        94.42 as close,
        case when n > 5 then 0 else 1000 * n end as volume,
        case when n <> 3 then day + time '21:15' end as loaded_at,
        null as data_source
    from (
        select
            row_number() over (order by day) as n,
            day
        from market_days
        where symbol = 'SPY'
    ) as first_days
    where n <= 10

),

bars as (

    select * from daily
    union all
    select * from weekly
    union all
    select * from minute_bars
    union all
    select * from indices
    union all
    select * from delisted

),

chained as (

    select
        *,
        extract(epoch from bar_start)::bigint * 1000 as bar_ms,
        lag(close) over (partition by symbol, frequency order by bar_start) as previous_close,
        lag(bar_start) over (partition by symbol, frequency order by bar_start) as previous_start
    from bars

)

select
    row_number() over (order by bar_start, symbol, frequency),
    symbol,
    bar_ms,
    bar_start at time zone 'UTC',
    open,
    high,
    low,
    close,
    volume,
    previous_close,
    extract(epoch from previous_start)::bigint * 1000,
    symbol = 'ATVI' and volume = 0,
    data_source,
    frequency,
    loaded_at at time zone 'UTC'
from chained;

-- Ideas: what an account opens, when, and when it gets out again

drop table if exists schwab_ideas;
create temp table schwab_ideas on commit drop as
with

drawn as (

    select
        account.n as account_n,
        account.is_margin,
        account.capital,
        account.last_n,
        account.n * 1000 + k as idea,
        pg_temp.u('schwab/kind', account.n * 1000 + k) as kind_draw,
        pg_temp.int_between(1, account.last_n, 'schwab/entry', account.n * 1000
            + k)::int as entry_n,
        pg_temp.int_between(0, 150, 'schwab/entry minute', account.n * 1000 + k) as entry_minute,
        pg_temp.int_between(0, 8, 'schwab/symbol', account.n * 1000 + k)::int as symbol_draw
    from schwab_accounts as account
    cross join generate_series(1, 83) as k

),

kinds as (

    select
        *,
        case
            when is_margin and kind_draw < 0.53 then 'long'
            when is_margin and kind_draw < 0.66 then 'short'
            when is_margin and kind_draw < 0.72 then 'call'
            when is_margin and kind_draw < 0.77 then 'put'
            when is_margin and kind_draw < 0.92 then 'vertical'
            when is_margin then 'condor'
            when kind_draw < 0.87 then 'long'
            else 'call'
        end as kind
    from drawn

),

placed as (

    select
        kinds.*,
        day.day as entry_day,
        day.day + time '14:30' + entry_minute * interval '1 minute' as entered_at,
        case
            when kind = 'long'
                then 4 * (symbol_draw / 3) + (account_n % 4 + 1 + symbol_draw % 3) % 4 + 1
            when kind = 'short' then 4 * (symbol_draw / 3) + account_n % 4 + 1
        end as place,
        case when kind not in ('long', 'short') then
            (array['AAPL', 'NVDA', 'SPY', 'TSLA'])[1 + symbol_draw % 4]
        end as underlying,
        case
            when kind in ('long', 'short')
                then floor(13 * pg_temp.u('schwab/hold', idea) ^ 2)::int
            else 1 + floor(15 * pg_temp.u('schwab/hold', idea))::int
        end as hold
    from kinds
    join schwab_days as day on day.n = kinds.entry_n

),

priced as (

    select
        placed.*,
        stock.symbol,
        stock.kind as stock_kind,
        stock.strike_step,
        stock.sigma,
        pg_temp.schwab_spot(stock.symbol, placed.entered_at) as spot,
        pg_temp.schwab_next_expiry(placed.entry_day + 25) as expiry
    from placed
    join schwab_stocks as stock
        on stock.place = placed.place or stock.symbol = placed.underlying

),

sized as (

    select
        *,
        -- The even strike next to the money, counted in steps.
        (2 * round(spot / strike_step / 2))::int as money_n,
        kind = 'long' and pg_temp.u('schwab/dollars', idea) < 0.06 as is_dollars,
        case
            when kind not in ('long', 'short')
                then pg_temp.int_between(1, greatest(1, floor(capital / 40000)::bigint),
                    'schwab/lots', idea)
            when kind = 'long' and pg_temp.u('schwab/dollars', idea) < 0.06
                then round((capital
                    * (0.005 + 0.02 * pg_temp.u('schwab/size', idea)))::numeric / spot, 4)
            else greatest(1, floor(
                (capital * (0.01 + 0.06 * pg_temp.u('schwab/size', idea)))::numeric / spot
            ))
        end as quantity
    from priced

)

select
    account_n,
    idea,
    kind,
    symbol,
    stock_kind,
    sigma,
    strike_step,
    money_n,
    expiry,
    capital,
    entry_n,
    entered_at,
    last_n,
    is_dollars,
    quantity,
    hold,
    -- Some entries are never filled in full.
    case
        when
            kind in ('long', 'short') and not is_dollars and quantity >= 3
            and pg_temp.u('schwab/partial', idea) < case when entry_n = last_n then 0.5
                else 0.05 end
            then greatest(1,
                floor(quantity * (0.3 + 0.5 * pg_temp.u('schwab/share', idea))::numeric))
        else quantity
    end as filled,
    case
        when
            kind in ('long', 'short') and not is_dollars and quantity >= 6
            and pg_temp.u('schwab/exits', idea) < 0.15
            then 2
        else 1
    end as exits,
    kind = 'long' and not is_dollars and quantity >= 4 and hold >= 2 and entry_n < last_n
    and pg_temp.u('schwab/partial', idea) between 0.06 and 0.11 as is_two_day,
    kind not in ('long', 'short') and pg_temp.u('schwab/expire', idea) < 0.15 as wants_expiry
from sized;

create index on schwab_ideas (idea);
analyze schwab_ideas;

-- Legs of an idea. Opening direction: 1 buys, -1 sells.
drop table if exists schwab_idea_legs;
create temp table schwab_idea_legs on commit drop as
with

shapes (kind, variant, leg_no, put_call, steps, direction) as (values
    ('call', 0, 1, 'CALL', 0, 1),
    ('call', 1, 1, 'CALL', 2, 1),
    ('call', 2, 1, 'CALL', 2, 1),
    ('call', 3, 1, 'CALL', -2, 1),
    ('put', 0, 1, 'PUT', 0, 1),
    ('put', 1, 1, 'PUT', -2, 1),
    ('put', 2, 1, 'PUT', -2, 1),
    ('put', 3, 1, 'PUT', 2, 1),
    ('vertical', 0, 1, 'CALL', 0, 1),
    ('vertical', 0, 2, 'CALL', 1, -1),
    ('vertical', 1, 1, 'PUT', 0, 1),
    ('vertical', 1, 2, 'PUT', -1, -1),
    ('vertical', 2, 1, 'PUT', -2, 1),
    ('vertical', 2, 2, 'PUT', -1, -1),
    ('vertical', 3, 1, 'CALL', 2, 1),
    ('vertical', 3, 2, 'CALL', 1, -1)
),

condors as (

    select 'condor' as kind, variant, leg_no, put_call, steps, direction
    from generate_series(0, 3) as variant
    cross join (values
        (1, 'PUT', -4, 1),
        (2, 'PUT', -3, -1),
        (3, 'CALL', 3, -1),
        (4, 'CALL', 4, 1)
    ) as wings (leg_no, put_call, steps, direction)

)

select
    idea.idea,
    shape.leg_no,
    shape.put_call,
    shape.direction,
    (idea.money_n + shape.steps) * idea.strike_step as strike,
    idea.expiry,
    pg_temp.schwab_occ(
        idea.symbol, idea.expiry, shape.put_call, (idea.money_n + shape.steps) * idea.strike_step
    ) as instrument_symbol
from schwab_ideas as idea
join (
    select * from shapes
    union all
    select * from condors
) as shape
    on
        shape.kind = idea.kind
        and shape.variant = pg_temp.int_between(0, 3, 'schwab/variant', idea.idea)
union all
select
    idea,
    1,
    null,
    case kind when 'long' then 1 else -1 end,
    null,
    null,
    symbol
from schwab_ideas
where kind in ('long', 'short');

create index on schwab_idea_legs (idea);
analyze schwab_idea_legs;

-- How an idea ends. An option position is left to expire only where every leg is out of the money.
drop table if exists schwab_endings;
create temp table schwab_endings on commit drop as
with

at_expiry as (

    select
        idea.idea,
        closing.n as expiry_n,
        bool_and(
            case leg.put_call when 'CALL' then day.close <= leg.strike
                else day.close >= leg.strike end
        ) as is_worthless
    from schwab_ideas as idea
    join schwab_idea_legs as leg on leg.idea = idea.idea
    join schwab_days as closing on closing.day = idea.expiry
    join market_days as day on day.symbol = idea.symbol and day.day = idea.expiry
    where idea.wants_expiry and closing.n <= idea.last_n
    group by idea.idea, closing.n

)

select
    idea.idea,
    -- Null where nothing is traded to get out: worthless at expiry, or still held.
    case
        when at_expiry.is_worthless then null
        when at_expiry.idea is not null then at_expiry.expiry_n
        when idea.entry_n + idea.hold <= idea.last_n and not idea.wants_expiry
            then idea.entry_n + idea.hold
        -- A closed account holds nothing any more.
        when idea.last_n < (select count(*) from schwab_days) then idea.last_n
    end as exit_n,
    coalesce(at_expiry.is_worthless, false) as is_expired
from schwab_ideas as idea
left join at_expiry on at_expiry.idea = idea.idea;

create index on schwab_endings (idea);
analyze schwab_endings;

-- Orders that get fills
drop table if exists schwab_executed;
create temp table schwab_executed on commit drop as
with

opens as (

    select
        idea.account_n,
        idea.idea,
        'open' as role,
        1 as part,
        idea.idea * 100 + 11 as draw,
        idea.kind,
        idea.quantity,
        idea.filled,
        idea.is_dollars,
        idea.is_two_day,
        idea.entry_n as day_n,
        idea.entered_at,
        idea.exits
    from schwab_ideas as idea

),

closes as (

    select
        idea.account_n,
        idea.idea,
        'close' as role,
        part::int as part,
        idea.idea * 100 + 20 + part as draw,
        idea.kind,
        case
            when idea.exits = 1 or idea.filled < 2 then idea.filled
            when part = 1 then floor(idea.filled * 0.6)
            else idea.filled - floor(idea.filled * 0.6)
        end as quantity,
        false as is_dollars,
        false as is_two_day,
        day.n as day_n,
        day.day + time '14:30'
        + pg_temp.int_between(200, 350, 'schwab/exit minute', idea.idea * 10 + part)
        * interval '1 minute' as entered_at,
        idea.exits
    from schwab_ideas as idea
    join schwab_endings as ending on ending.idea = idea.idea and ending.exit_n is not null
    cross join lateral generate_series(
        1, case when idea.filled < 2 then 1 else idea.exits end
    ) as part
    join schwab_days as day
        on day.n = least(
            idea.last_n,
            ending.exit_n
            + (part - 1) * pg_temp.int_between(0, 3, 'schwab/second exit', idea.idea)
        )

),

combined as (

    select * from opens
    union all
    select
        account_n,
        idea,
        role,
        part,
        draw,
        kind,
        quantity,
        quantity as filled,
        is_dollars,
        is_two_day,
        day_n,
        entered_at,
        exits
    from closes

),

counted as (

    select
        *,
        case
            when quantity <> floor(quantity) then 1
            else least(
                filled,
                case
                    when is_two_day then 2
                    when pg_temp.u('schwab/acts', draw) < 0.08 then 3
                    when pg_temp.u('schwab/acts', draw) < 0.30 then 2
                    else 1
                end
            )
        end::int as acts,
        pg_temp.u('schwab/type', draw) as type_draw
    from combined

),

typed as (

    select
        *,
        case
            when is_two_day then 'LIMIT'
            when is_dollars then 'MARKET'
            when filled < quantity then 'LIMIT'
            when kind in ('vertical', 'condor') then 'NET'
            when kind in ('call', 'put') then case when type_draw < 0.7 then 'LIMIT'
                else 'MARKET' end
            when role = 'open' and type_draw < 0.35 then 'MARKET'
            when role = 'open' and type_draw < 0.80 then 'LIMIT'
            when role = 'open' and type_draw < 0.88 then 'STOP'
            when role = 'open' and type_draw < 0.95 then 'STOP_LIMIT'
            when role = 'open' then 'TRAILING_STOP'
            when type_draw < 0.30 then 'MARKET'
            when type_draw < 0.62 then 'LIMIT'
            when type_draw < 0.80 then 'STOP'
            when type_draw < 0.89 then 'STOP_LIMIT'
            else 'TRAILING_STOP'
        end as order_type
    from counted

),

timed as (

    select
        *,
        case
            when is_two_day then 'GTC'
            when filled < quantity and day_n = (select count(*) from schwab_days) then 'GTC'
            when filled < quantity then pg_temp.pick(array['DAY', 'GTC'], 'schwab/duration', draw)
            when acts = 1 and order_type in ('MARKET', 'LIMIT')
                then pg_temp.pick(
                    array['DAY', 'DAY', 'DAY', 'DAY', 'DAY', 'GTC', 'GTC', 'IOC', 'FOK'],
                    'schwab/duration', draw
                )
            else pg_temp.pick(array['DAY', 'DAY', 'GTC'], 'schwab/duration', draw)
        end as duration
    from typed

)

select
    timed.*,
    case
        when order_type = 'MARKET' or duration in ('IOC', 'FOK')
            then pg_temp.int_between(1, 4, 'schwab/latency', draw)
        else pg_temp.int_between(8, 1500, 'schwab/latency', draw)
    end * interval '1 second' as latency,
    case
        when role = 'open' and kind in ('long', 'short') and pg_temp.u('schwab/linked', draw) < 0.12
            then 'TRIGGER'
        when
            role = 'close' and kind in ('long', 'short')
            and order_type in ('LIMIT', 'STOP', 'STOP_LIMIT', 'TRAILING_STOP')
            and duration in ('DAY', 'GTC')
            and pg_temp.u('schwab/linked', draw) < 0.25
            then 'OCO'
        else 'SINGLE'
    end as order_strategy_type
from timed;

analyze schwab_executed;

-- Fills: one row per order, activity and leg
drop table if exists schwab_fills;
create temp table schwab_fills on commit drop as
with

activities as (

    select
        executed.*,
        act,
        case
            when quantity <> floor(quantity) then filled
            else floor(filled * act / acts) - floor(filled * (act - 1) / acts)
        end as act_quantity,
        case
            when quantity <> floor(quantity) then filled
            else floor(filled * act / acts)
        end as cumulative_quantity,
        case
            when is_two_day and act = acts
                then next_day.day + time '14:30'
                + pg_temp.int_between(60, 6000, 'schwab/second day', draw) * interval '1 second'
            else
                entered_at + latency
                + (act - 1) * pg_temp.int_between(3, 200, 'schwab/gap', draw) * interval '1 second'
        end as filled_at
    from schwab_executed as executed
    cross join lateral generate_series(1, executed.acts) as act
    left join schwab_days as next_day on executed.is_two_day and next_day.n = executed.day_n + 1

),

spots as (

    select
        activity.*,
        idea.symbol,
        idea.sigma,
        day.high,
        day.low,
        pg_temp.schwab_spot(idea.symbol, activity.filled_at) as spot
    from activities as activity
    join schwab_ideas as idea on idea.idea = activity.idea
    join market_days as day on day.symbol = idea.symbol and day.day = activity.filled_at::date

),

legs as (

    select
        spot.*,
        leg.leg_no,
        leg.put_call,
        leg.instrument_symbol,
        leg.direction * case spot.role when 'open' then 1 else -1 end as side_sign,
        pg_temp.u('schwab/slip', spot.draw * 100 + spot.act * 10 + leg.leg_no) as slip,
        leg.strike,
        (
            extract(epoch from leg.expiry + time '21:00' - spot.filled_at) / 31536000
        )::double precision as years
    from spots as spot
    join schwab_idea_legs as leg on leg.idea = spot.idea

)

select
    account_n,
    idea,
    role,
    part,
    kind,
    act,
    leg_no,
    act_quantity as quantity,
    cumulative_quantity,
    filled_at,
    side_sign,
    put_call,
    instrument_symbol,
    case
        when put_call is null
            then least(high,
                greatest(low, round(spot * (1 + side_sign * 0.0003 * slip)::numeric, 2)))
        else greatest(0.01, round(
            (
                pg_temp.schwab_option(put_call, spot, strike, years, sigma)
                + side_sign * 0.02 * slip
            )::numeric, 2
        ))
    end as price
from legs;

create index on schwab_fills (idea, role, part, act);
analyze schwab_fills;

-- Orders without fills: attempts that were replaced, cancelled, refused or left to lapse,
-- and what is still waiting at the end
drop table if exists schwab_tries;
create temp table schwab_tries on commit drop as
with

drawn as (

    select
        account.n as account_n,
        account.is_margin,
        account.capital,
        account.last_n,
        account.day_count,
        account.n * 1000 + 500 + k as idea,
        'try' as role,
        pg_temp.int_between(1, account.last_n, 'schwab/try day', account.n * 1000
            + k)::int as day_n,
        pg_temp.int_between(0, 330, 'schwab/try minute', account.n * 1000 + k) as minute,
        pg_temp.u('schwab/try fate', account.n * 1000 + k) as fate,
        null as live_status
    from schwab_accounts as account
    cross join generate_series(1, 56) as k
    union all
    select
        account.n,
        account.is_margin,
        account.capital,
        account.last_n,
        account.day_count,
        account.n * 1000 + 900 + k,
        'live',
        account.last_n,
        pg_temp.int_between(0, 380, 'schwab/live minute', account.n * 1000 + k),
        0,
        (array[
            'WORKING', 'AWAITING_STOP_CONDITION', 'QUEUED', 'ACCEPTED', 'AWAITING_PARENT_ORDER',
            'PENDING_ACTIVATION', 'WORKING', 'NEW', 'AWAITING_CONDITION', 'PENDING_CANCEL',
            'AWAITING_MANUAL_REVIEW', 'PENDING_REPLACE', 'AWAITING_RELEASE_TIME', 'WORKING'
        ])[1 + (account.n * 5 + k) % 14]
    from schwab_accounts as account
    cross join generate_series(1, 5) as k
    where not account.is_closed

),

fated as (

    select
        *,
        idea * 100 + 30 as draw,
        coalesce(live_status, case
            when fate < 0.12 then 'REPLACED'
            when fate < 0.58 then 'CANCELED'
            when fate < 0.80 then 'EXPIRED'
            else 'REJECTED'
        end) as status,
        case
            when live_status is null and fate > 0.985 then 'index'
            when live_status is null and pg_temp.u('schwab/try shape', idea) < 0.10 then 'covered'
            when
                live_status is null and is_margin
                and pg_temp.u('schwab/try shape', idea) < 0.20
                then 'butterfly'
            when is_margin and pg_temp.u('schwab/try shape', idea) > 0.9 then 'short'
            else 'long'
        end as kind
    from drawn

),

priced as (

    select
        fated.*,
        case when fated.kind = 'index' then 'VIX' else stock.symbol end as symbol,
        stock.kind as stock_kind,
        stock.strike_step,
        case
            when fated.kind = 'index'
                then (
                    select close from index_history
                    where index_name = 'VIX' order by day desc limit 1
                )
            else pg_temp.schwab_spot(
                stock.symbol, day.day + time '14:30' + fated.minute * interval '1 minute'
            )
        end as spot,
        day.day,
        day.day + time '14:30' + fated.minute * interval '1 minute' as entered_at
    from fated
    join schwab_days as day on day.n = fated.day_n
    join schwab_stocks as stock
        on stock.place = case fated.kind
            when 'short'
                then 4 * pg_temp.int_between(0, 2, 'schwab/try symbol', fated.idea)::int
                + fated.account_n % 4 + 1
            -- Underlyings with an options calendar.
            when 'covered' then (select place from schwab_stocks where symbol = 'AAPL')
            when 'butterfly' then (select place from schwab_stocks where symbol = 'SPY')
            else
                4 * pg_temp.int_between(0, 2, 'schwab/try symbol', fated.idea)::int
                + (fated.account_n + 1
                    + pg_temp.int_between(0, 2, 'schwab/try residue', fated.idea)::int) % 4
                + 1
        end

),

sized as (

    select
        *,
        case
            when kind in ('covered', 'butterfly')
                then pg_temp.int_between(1, 3, 'schwab/try lots', idea)
            else greatest(1, floor(
                (capital * (0.01 + 0.06 * pg_temp.u('schwab/try size', idea)))::numeric / spot
            ))
        end as quantity,
        case
            when kind in ('covered', 'butterfly') then 'NET_DEBIT'
            when status = 'AWAITING_STOP_CONDITION' then 'STOP'
            when role = 'live' then pg_temp.pick(
                array['LIMIT', 'LIMIT', 'STOP', 'STOP_LIMIT', 'TRAILING_STOP'], 'schwab/try type',
                    idea
            )
            when status = 'REJECTED' then pg_temp.pick(
                array['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT'], 'schwab/try type', idea
            )
            else pg_temp.pick(
                array['LIMIT', 'LIMIT', 'LIMIT', 'STOP', 'STOP_LIMIT', 'TRAILING_STOP'],
                'schwab/try type', idea
            )
        end as order_type,
        case
            when role = 'live' then 'GTC'
            when status = 'EXPIRED' then 'DAY'
            when status = 'REPLACED'
                then pg_temp.pick(array['DAY', 'GTC'], 'schwab/try duration', idea)
            else pg_temp.pick(array['DAY', 'DAY', 'GTC', 'IOC', 'FOK'], 'schwab/try duration', idea)
        end as duration
    from priced

),

parts as (

    -- A replaced order is followed by the one that took its place.
    select
        sized.account_n,
        sized.idea,
        sized.role,
        part::int as part,
        sized.draw + part as draw,
        sized.kind,
        sized.symbol,
        sized.stock_kind,
        sized.strike_step,
        sized.spot,
        sized.quantity,
        sized.order_type,
        sized.duration,
        case when part = 2 then 'CANCELED' else sized.status end as status,
        sized.day,
        sized.entered_at
        + (part - 1) * pg_temp.int_between(60, 1200, 'schwab/replaced after', sized.idea)
        * interval '1 second' as entered_at,
        sized.entered_at
        + pg_temp.int_between(60, 1200, 'schwab/replaced after', sized.idea)
        * interval '1 second' as replaced_at
    from sized
    cross join lateral generate_series(1, case sized.status when 'REPLACED' then 2
        else 1 end) as part

)

select
    parts.*,
    -- Far enough from the market not to fill: bids below, offers above.
    case kind when 'short' then -1 else 1 end as side_sign,
    case status
        when 'REPLACED' then replaced_at
        when 'CANCELED' then entered_at + case
            when duration in ('IOC', 'FOK') then interval '1 second'
            else pg_temp.int_between(30, 1700, 'schwab/cancelled after', draw) * interval '1 second'
        end
        when 'EXPIRED' then day + time '21:00'
        when 'REJECTED' then entered_at + interval '1 second'
    end as closed_at
from parts;

create index on schwab_tries (idea, role, part);
analyze schwab_tries;

-- Orders: fills and tries, and the other half of each one-cancels-other pair
drop table if exists schwab_orders;
create temp table schwab_orders on commit drop as
with

nets as (

    select
        idea,
        role,
        part,
        act,
        sum(side_sign * price) as net_price
    from schwab_fills
    group by idea, role, part, act

),

net_ranges as (

    select
        idea,
        role,
        part,
        max(net_price) as worst_net
    from nets
    group by idea, role, part

),

fill_ranges as (

    select
        idea,
        role,
        part,
        max(price) as highest,
        min(price) as lowest,
        max(side_sign) as side_sign,
        min(filled_at) as first_filled_at,
        max(filled_at) as last_filled_at
    from schwab_fills
    group by idea, role, part

),

executed as (

    select
        executed.account_n,
        executed.idea,
        executed.role,
        executed.part,
        executed.draw,
        executed.kind,
        executed.quantity,
        executed.filled,
        executed.is_dollars,
        executed.duration,
        executed.order_strategy_type,
        case
            when executed.order_type = 'NET' and net.worst_net < 0 then 'NET_CREDIT'
            when executed.order_type = 'NET' then 'NET_DEBIT'
            else executed.order_type
        end as order_type,
        -- A limit is never worse than its fills, a stop was reached before them.
        case
            when executed.order_type = 'NET' then greatest(0.01, abs(net.worst_net))
            when executed.order_type in ('LIMIT', 'STOP_LIMIT') and fill.side_sign = 1
                then round(fill.highest
                    * (1 + 0.0008 * pg_temp.u('schwab/limit', executed.draw))::numeric, 2)
            when executed.order_type in ('LIMIT', 'STOP_LIMIT')
                then round(fill.lowest
                    * (1 - 0.0008 * pg_temp.u('schwab/limit', executed.draw))::numeric, 2)
        end as price,
        case
            when executed.order_type not in ('STOP', 'STOP_LIMIT', 'TRAILING_STOP') then null
            when fill.side_sign = 1
                then round(fill.lowest
                    * (1 - 0.001 * pg_temp.u('schwab/stop', executed.draw))::numeric, 2)
            else round(fill.highest
                * (1 + 0.001 * pg_temp.u('schwab/stop', executed.draw))::numeric, 2)
        end as stop_price,
        case
            when executed.filled = executed.quantity then 'FILLED'
            when
                executed.duration = 'GTC'
                and executed.day_n = (select count(*) from schwab_days)
                then 'WORKING'
            when executed.duration = 'GTC' then 'CANCELED'
            else 'EXPIRED'
        end as status,
        executed.entered_at,
        fill.first_filled_at,
        fill.last_filled_at,
        fill.highest,
        fill.side_sign
    from schwab_executed as executed
    join fill_ranges as fill
        on
            fill.idea = executed.idea
            and fill.role = executed.role
            and fill.part = executed.part
    join net_ranges as net
        on
            net.idea = executed.idea
            and net.role = executed.role
            and net.part = executed.part

),

ended as (

    select
        *,
        case status
            when 'FILLED' then last_filled_at
            when 'CANCELED'
                then last_filled_at
                + pg_temp.int_between(20, 900, 'schwab/rest cancelled', draw) * interval '1 second'
            when 'EXPIRED' then last_filled_at::date + time '21:00'
        end as closed_at
    from executed

),

siblings as (

    select
        account_n,
        idea,
        'sibling' as role,
        part,
        draw + 20 as draw,
        kind,
        quantity,
        0::numeric as filled,
        false as is_dollars,
        duration,
        order_strategy_type,
        case order_type when 'LIMIT' then 'STOP' else 'LIMIT' end as order_type,
        case
            when order_type <> 'LIMIT' then round(highest * (1 - side_sign * 0.03), 2)
        end as price,
        case when order_type = 'LIMIT'
            then round(highest * (1 + side_sign * 0.03), 2) end as stop_price,
        'CANCELED' as status,
        entered_at,
        first_filled_at + interval '1 second' as closed_at
    from ended
    where order_strategy_type = 'OCO'

),

tried as (

    select
        account_n,
        idea,
        role,
        part,
        draw,
        kind,
        quantity,
        0::numeric as filled,
        false as is_dollars,
        duration,
        case
            when status = 'AWAITING_PARENT_ORDER' then 'TRIGGER'
            when role = 'live' and pg_temp.u('schwab/linked', draw) < 0.2 then 'OCO'
            when pg_temp.u('schwab/linked', draw) < 0.05 then 'TRIGGER'
            else 'SINGLE'
        end as order_strategy_type,
        order_type,
        case
            when order_type = 'NET_DEBIT' then round(spot * 0.9, 2)
            when order_type = 'LIMIT'
                then round(spot
                    * (1 - side_sign * (0.02 + 0.03 * pg_temp.u('schwab/away', draw)))::numeric, 2)
            when order_type = 'STOP_LIMIT'
                then round(spot
                    * (1 + side_sign * (0.055 + 0.01 * pg_temp.u('schwab/away', draw)))::numeric, 2)
        end as price,
        case
            when order_type in ('STOP', 'STOP_LIMIT', 'TRAILING_STOP')
                then round(spot * (1 + side_sign * 0.05), 2)
        end as stop_price,
        status,
        entered_at,
        closed_at
    from schwab_tries

),

collected as (

    select
        account_n,
        idea,
        role,
        part,
        draw,
        kind,
        quantity,
        filled,
        is_dollars,
        duration,
        order_strategy_type,
        order_type,
        price,
        stop_price,
        status,
        entered_at,
        closed_at
    from ended
    union all
    select * from siblings
    union all
    select * from tried

)

select
    row_number() over (order by entered_at, idea, role, part) as order_id,
    collected.*
from collected;

create index on schwab_orders (idea, role, part);
analyze schwab_orders;

insert into orders (
    order_id, schwab_order_id, account_id, session, duration, order_type, order_strategy_type,
    complex_order_strategy_type, quantity, filled_quantity, remaining_quantity, price, stop_price,
    status, status_description, entered_time, close_time, cancel_time, release_time, cancelable,
    editable, created_at, updated_at
)
select
    order_id,
    1003000000000 + order_id * 17 + pg_temp.int_between(0, 16, 'schwab/native order', order_id),
    account_n,
    case
        when pg_temp.u('schwab/no session', order_id) < 0.01 then null
        when role in ('try', 'live')
            then pg_temp.pick(array['NORMAL', 'NORMAL', 'AM', 'PM', 'SEAMLESS'], 'schwab/session',
                order_id)
        else pg_temp.pick(
            array['NORMAL', 'NORMAL', 'NORMAL', 'NORMAL', 'SEAMLESS'], 'schwab/session', order_id
        )
    end,
    duration,
    order_type,
    order_strategy_type,
    case kind
        when 'vertical' then 'VERTICAL'
        when 'condor' then 'IRON_CONDOR'
        when 'covered' then 'COVERED'
        when 'butterfly' then 'BUTTERFLY'
        else case when pg_temp.u('schwab/no complex', order_id) < 0.9 then 'NONE' end
    end,
    quantity,
    filled,
    quantity - filled,
    price,
    stop_price,
    status,
    case status
        when 'REJECTED' then case kind
            when 'index' then 'An index cannot be bought.'
            else pg_temp.pick(
                array['Buying power is too low.', 'The limit is too far from the market.'],
                'schwab/refused', order_id
            )
        end
        when 'AWAITING_MANUAL_REVIEW' then 'Held for review.'
        when 'EXPIRED' then case when pg_temp.u('schwab/told', order_id) < 0.5
            then 'End of day.' end
    end,
    entered_at at time zone 'UTC',
    closed_at at time zone 'UTC',
    case when status in ('CANCELED', 'REPLACED') then closed_at at time zone 'UTC' end,
    case
        when order_strategy_type = 'TRIGGER' and status not like 'AWAITING%'
            then (entered_at + interval '1 second') at time zone 'UTC'
    end,
    closed_at is null and status not like 'PENDING%',
    closed_at is null and status in ('WORKING', 'QUEUED', 'ACCEPTED', 'AWAITING_STOP_CONDITION'),
    case
        when pg_temp.u('schwab/no insert time', order_id) > 0.005
            then (entered_at + interval '3 seconds') at time zone 'UTC'
    end,
    case
        when pg_temp.u('schwab/no insert time', order_id) between 0.99 and 1 then null
        else pg_temp.schwab_capped(
            (coalesce(closed_at, entered_at) + interval '5 seconds') at time zone 'UTC'
        )
    end
from schwab_orders;

-- Legs
drop table if exists schwab_legs;
create temp table schwab_legs on commit drop as
with

from_ideas as (

    select
        orders.order_id,
        orders.role,
        orders.kind,
        orders.is_dollars,
        orders.quantity,
        orders.price,
        leg.leg_no,
        leg.direction * case orders.role when 'open' then 1 else -1 end as side_sign,
        orders.role = 'open' as is_opening,
        leg.put_call,
        leg.instrument_symbol,
        idea.symbol,
        idea.filled
    from schwab_orders as orders
    join schwab_ideas as idea on idea.idea = orders.idea
    join schwab_idea_legs as leg on leg.idea = orders.idea

),

from_tries as (

    select
        orders.order_id,
        orders.role,
        orders.kind,
        false as is_dollars,
        orders.quantity * leg.ratio as quantity,
        orders.price,
        leg.leg_no,
        leg.side_sign,
        true as is_opening,
        leg.put_call,
        case
            when leg.put_call is null then tried.symbol
            else pg_temp.schwab_occ(
                tried.symbol,
                pg_temp.schwab_next_expiry(tried.day + 25),
                leg.put_call,
                (2 * round(tried.spot / tried.strike_step / 2) + leg.steps) * tried.strike_step
            )
        end as instrument_symbol,
        tried.symbol,
        null::numeric as filled
    from schwab_orders as orders
    join schwab_tries as tried
        on
            tried.idea = orders.idea
            and tried.role = orders.role
            and tried.part = orders.part
    join (values
        ('long', 1, 1, null, 0, 1),
        ('index', 1, 1, null, 0, 1),
        ('short', 1, -1, null, 0, 1),
        ('covered', 1, 1, null, 0, 100),
        ('covered', 2, -1, 'CALL', 3, 1),
        ('butterfly', 1, 1, 'CALL', -2, 1),
        ('butterfly', 2, -1, 'CALL', 1, 2),
        ('butterfly', 3, 1, 'CALL', 4, 1)
    ) as leg (kind, leg_no, side_sign, put_call, steps, ratio)
        on leg.kind = tried.kind

),

combined as (

    select * from from_ideas
    union all
    select * from from_tries

)

select
    row_number() over (order by combined.order_id, combined.leg_no) as leg_id,
    combined.*,
    case
        when put_call is not null
            then case side_sign when 1 then 'BUY_TO_' else 'SELL_TO_' end
            || case when is_opening then 'OPEN' else 'CLOSE' end
        when combined.kind = 'short' then case side_sign when 1 then 'BUY_TO_COVER'
            else 'SELL_SHORT' end
        when side_sign = 1 then 'BUY'
        else 'SELL'
    end as instruction,
    case
        when put_call is not null then 'OPTION'
        when stock.kind = 'etf' then 'COLLECTIVE_INVESTMENT'
        when combined.kind = 'index' then 'INDEX'
        else 'EQUITY'
    end as instrument_type,
    case when put_call is null then stock.cusip end as cusip,
    case
        when put_call is null and combined.kind <> 'index' then stock.instrument_id
        when put_call is not null
            then 100000 + (hashtextextended(combined.instrument_symbol, 0) & 2147483647)
    end as instrument_id,
    case
        when put_call is not null then combined.symbol || ' ' || put_call
        when combined.kind <> 'index' then listed.company_name
    end as instrument_description
from combined
left join schwab_stocks as stock on stock.symbol = combined.symbol
left join symbols as listed on listed.symbol = combined.symbol;

create index on schwab_legs (order_id, leg_no);
analyze schwab_legs;

insert into order_legs (
    leg_id, order_id, schwab_leg_id, order_leg_type, instruction, position_effect, quantity,
    quantity_type, instrument_cusip, instrument_symbol, instrument_description, instrument_id,
    instrument_type, instrument_net_change, created_at
)
select
    leg.leg_id,
    leg.order_id,
    leg.leg_no,
    case
        when leg.put_call is not null then 'OPTION' when leg.kind = 'index' then 'INDEX'
            else 'EQUITY'
    end,
    leg.instruction,
    case
        when leg.put_call is null and pg_temp.u('schwab/effect', leg.leg_id) < 0.10 then 'AUTOMATIC'
        when leg.role = 'try' and pg_temp.u('schwab/effect', leg.leg_id) < 0.15 then null
        when leg.is_opening then 'OPENING'
        else 'CLOSING'
    end,
    -- An order by value says how many dollars, the order itself how many shares came of it.
    case when leg.is_dollars then round(leg.quantity * paid.price, 2) else leg.quantity end,
    case
        when leg.is_dollars then 'DOLLARS'
        when leg.role = 'close' and leg.put_call is null and leg.quantity = leg.filled
            then 'ALL_SHARES'
        when leg.put_call is null or pg_temp.u('schwab/units', leg.leg_id) < 0.5 then 'SHARES'
    end,
    leg.cusip,
    leg.instrument_symbol,
    leg.instrument_description,
    leg.instrument_id,
    leg.instrument_type,
    case
        when pg_temp.u('schwab/net change', leg.leg_id) < 0.8
            then round(pg_temp.z('schwab/net change', leg.leg_id)::numeric, 2)
    end,
    (orders.entered_at + interval '3 seconds') at time zone 'UTC'
from schwab_legs as leg
join schwab_orders as orders on orders.order_id = leg.order_id
left join schwab_fills as paid
    on
        leg.is_dollars
        and paid.idea = orders.idea
        and paid.role = orders.role
        and paid.part = orders.part;

-- Activities and executions
drop table if exists schwab_activities;
create temp table schwab_activities on commit drop as
with

executions as (

    select
        orders.order_id,
        fill.act,
        'EXECUTION' as activity_type,
        case
            when fill.cumulative_quantity = orders.quantity then 'FILL' else 'PARTIAL_FILL'
        end as execution_type,
        fill.quantity,
        orders.quantity - fill.cumulative_quantity as remaining,
        fill.filled_at as happened_at
    from schwab_fills as fill
    join schwab_orders as orders
        on orders.idea = fill.idea and orders.role = fill.role and orders.part = fill.part
    where fill.leg_no = 1

),

endings as (

    select
        order_id,
        9 as act,
        case status when 'CANCELED' then 'CANCEL' else 'REPLACE' end as activity_type,
        null as execution_type,
        case
            when pg_temp.u('schwab/ending quantity', order_id) < 0.9 then quantity - filled
        end as quantity,
        quantity - filled as remaining,
        closed_at as happened_at
    from schwab_orders
    where status in ('CANCELED', 'REPLACED')

),

combined as (

    select * from executions
    union all
    select * from endings

)

select
    row_number() over (order by happened_at, order_id, act) as activity_id,
    combined.*
from combined;

create index on schwab_activities (order_id, act);
analyze schwab_activities;

insert into order_activities (
    activity_id, order_id, activity_type, execution_type, quantity, order_remaining_quantity,
    created_at
)
select
    activity_id,
    order_id,
    activity_type,
    execution_type,
    quantity,
    remaining,
    (happened_at + interval '2 seconds') at time zone 'UTC'
from schwab_activities;

insert into execution_legs (
    execution_id, activity_id, leg_id, price, quantity, mismarked_quantity, instrument_id,
    execution_time, created_at
)
select
    row_number() over (order by fill.filled_at, activity.activity_id, fill.leg_no),
    activity.activity_id,
    leg.leg_id,
    fill.price,
    fill.quantity,
    case when pg_temp.u('schwab/mismarked', activity.activity_id) < 0.3 then 0 end,
    case when pg_temp.u('schwab/no instrument', activity.activity_id) > 0.02
        then leg.instrument_id end,
    fill.filled_at at time zone 'UTC',
    (fill.filled_at + interval '2 seconds') at time zone 'UTC'
from schwab_fills as fill
join schwab_orders as orders
    on orders.idea = fill.idea and orders.role = fill.role and orders.part = fill.part
join schwab_activities as activity
    on activity.order_id = orders.order_id and activity.act = fill.act
join schwab_legs as leg on leg.order_id = orders.order_id and leg.leg_no = fill.leg_no;

-- Ledger: what a trade moves, per order, UTC day and leg
drop table if exists schwab_trade_legs;
create temp table schwab_trade_legs on commit drop as
select
    orders.order_id,
    fill.filled_at::date as trade_date,
    leg.leg_no,
    leg.side_sign,
    leg.is_opening,
    leg.put_call is not null as is_option,
    leg.instrument_symbol,
    leg.instrument_type,
    leg.cusip,
    leg.instrument_id,
    leg.instrument_description,
    max(fill.filled_at) as filled_at,
    sum(fill.quantity) as quantity,
    round(sum(fill.quantity * fill.price) / sum(fill.quantity), 4) as price,
    round(sum(
        fill.quantity * fill.price * case when leg.put_call is null then 1 else 100 end
    ), 2) as value
from schwab_fills as fill
join schwab_orders as orders
    on orders.idea = fill.idea and orders.role = fill.role and orders.part = fill.part
join schwab_legs as leg on leg.order_id = orders.order_id and leg.leg_no = fill.leg_no
group by
    orders.order_id, fill.filled_at::date, leg.leg_no, leg.side_sign, leg.is_opening, leg.put_call,
    leg.instrument_symbol, leg.instrument_type, leg.cusip, leg.instrument_id,
    leg.instrument_description;

analyze schwab_trade_legs;

-- Every item of every entry. An entry is (account, time, type, subject); items are in order.
drop table if exists schwab_items;
create temp table schwab_items on commit drop as
with

trade_fees as (

    select
        order_id,
        trade_date,
        fee.fee_no,
        fee.fee_type,
        -- Rates per contract, per dollar sold and per share or contract sold.
        case fee.fee_type
            when 'COMMISSION' then round(0.65 * sum(quantity) filter (where is_option), 2)
            when 'SEC_FEE'
                then greatest(0.01, round(0.0000278 * sum(value) filter (where side_sign = -1), 2))
            when 'TAF_FEE'
                then greatest(0.01, least(8.30, round(
                    sum(quantity * case when is_option then 0.00279 else 0.000166 end)
                    filter (where side_sign = -1), 2
                )))
            when 'OPT_REG_FEE' then round(0.02 * sum(quantity) filter (where is_option), 2)
        end as fee,
        bool_or(is_option) as has_option,
        bool_or(side_sign = -1) as has_sale
    from schwab_trade_legs
    cross join (values
        (1, 'COMMISSION'), (2, 'SEC_FEE'), (3, 'TAF_FEE'), (4, 'OPT_REG_FEE')
    ) as fee (fee_no, fee_type)
    group by order_id, trade_date, fee.fee_no, fee.fee_type

),

trade_times as (

    select
        order_id,
        trade_date,
        max(filled_at) as filled_at
    from schwab_trade_legs
    group by order_id, trade_date

),

trade_items as (

    select
        order_id,
        trade_date,
        leg_no as item_no,
        side_sign * quantity as amount,
        -side_sign * value as cost,
        price,
        case when is_opening then 'OPENING' else 'CLOSING' end as position_effect,
        null as fee_type,
        instrument_type,
        instrument_symbol,
        cusip,
        instrument_id,
        instrument_description
    from schwab_trade_legs
    union all
    select
        order_id,
        trade_date,
        10 + fee_no,
        0,
        -fee,
        null,
        null,
        fee_type,
        'CURRENCY',
        'CURRENCY_USD',
        null,
        1,
        'US dollar'
    from trade_fees
    where
        (fee_type in ('COMMISSION', 'OPT_REG_FEE') and has_option)
        or (fee_type in ('SEC_FEE', 'TAF_FEE') and has_sale)

),

trades as (

    select
        orders.account_n,
        trade.filled_at as happened_at,
        'TRADE' as transaction_type,
        orders.order_id as subject,
        orders.order_id,
        'VALID' as status,
        item.item_no,
        item.amount,
        item.cost,
        item.price,
        item.position_effect,
        item.fee_type,
        item.instrument_type,
        item.instrument_symbol,
        item.cusip,
        item.instrument_id,
        item.instrument_description
    from trade_items as item
    join trade_times as trade
        on trade.order_id = item.order_id and trade.trade_date = item.trade_date
    join schwab_orders as orders on orders.order_id = item.order_id

),

-- Options that end worthless leave the account without money.
expired as (

    select
        idea.account_n,
        idea.expiry + time '22:00' as happened_at,
        'RECEIVE_AND_DELIVER' as transaction_type,
        idea.idea as subject,
        null::bigint as order_id,
        'VALID' as status,
        leg.leg_no as item_no,
        -leg.direction * idea.filled as amount,
        0::numeric as cost,
        0::numeric as price,
        'CLOSING' as position_effect,
        null as fee_type,
        'OPTION' as instrument_type,
        leg.instrument_symbol,
        null as cusip,
        100000 + (hashtextextended(leg.instrument_symbol, 0) & 2147483647) as instrument_id,
        idea.symbol || ' ' || leg.put_call as instrument_description
    from schwab_ideas as idea
    join schwab_endings as ending on ending.idea = idea.idea and ending.is_expired
    join schwab_idea_legs as leg on leg.idea = idea.idea

),

-- Money from and to the bank. The first deposit comes before the first trade.
transfers as (

    select
        account.n as account_n,
        account.opened_at + interval '3 days 5 hours' as happened_at,
        pg_temp.pick(
            array['ACH_RECEIPT', 'WIRE_IN', 'ELECTRONIC_FUND'], 'schwab/first deposit', account.n
        ) as transaction_type,
        account.n * 100 as subject,
        account.capital as money
    from schwab_accounts as account
    union all
    select
        account.n,
        day.day + time '15:00' + move * interval '7 minutes',
        (array[
            'ACH_RECEIPT', 'CASH_RECEIPT', 'WIRE_IN', 'ELECTRONIC_FUND',
            'ACH_DISBURSEMENT', 'CASH_DISBURSEMENT', 'WIRE_OUT'
        ])[move],
        account.n * 100 + move,
        round((
            account.capital * (0.01 + 0.04 * pg_temp.u('schwab/transfer', account.n * 100 + move))
            * case when move > 4 then -0.6 else 1 end
        )::numeric, -1)
    from schwab_accounts as account
    cross join generate_series(1, 7) as move
    join schwab_days as day
        on day.n = pg_temp.int_between(
            5, account.last_n, 'schwab/transfer day', account.n * 100 + move
        )
    where pg_temp.u('schwab/transfer wanted', account.n * 100 + move) < 0.7
    union all
    -- Two accounts of one holder: what leaves one enters the other.
    select
        pair.n,
        day.day + time '16:10',
        'JOURNAL',
        pair.n * 100 + 20,
        round(-account.capital * 0.02 * pair.direction, -1)
    from schwab_accounts as account
    cross join lateral (values (account.n, 1), (account.n + 1, -1)) as pair (n, direction)
    join schwab_days as day
        on day.n = pg_temp.int_between(
            5, account.last_n * 6 / 10, 'schwab/journal day', account.n
        )
    where account.n % 4 = 1 and account.n < pg_temp.scaled(12)
    union all
    -- Interest on idle cash, at the end of each month.
    select
        account.n,
        month_end.day + time '21:30',
        'DIVIDEND_OR_INTEREST',
        account.n * 100 + 30,
        round((account.capital * 0.0001
            * (1 + pg_temp.u('schwab/interest', account.n * 1000 + month_end.n)))::numeric, 2)
    from schwab_accounts as account
    join (
        select
            max(n) as n,
            max(day) as day
        from schwab_days
        group by date_trunc('month', day)
    ) as month_end
        on month_end.n <= account.last_n
    where month_end.day < date_trunc('month', pg_temp.last_day())
    union all
    -- Entries that move no money.
    select
        account.n,
        day.day + time '22:30',
        note.transaction_type,
        account.n * 100 + 40 + note.n,
        0
    from schwab_accounts as account
    cross join (values
        (1, 'MEMORANDUM'), (2, 'MARGIN_CALL'), (3, 'MONEY_MARKET'), (4, 'SMA_ADJUSTMENT')
    ) as note (n, transaction_type)
    join schwab_days as day
        on day.n = pg_temp.int_between(10, account.last_n, 'schwab/note day', account.n * 10
            + note.n)
    where
        (account.is_margin or note.n in (1, 3))
        and pg_temp.u('schwab/note', account.n * 10 + note.n) < 0.6

),

-- Stock held before a pay day earns its dividend; some are booked twice, once to be struck out.
stock_flows as (

    select
        account_n,
        instrument_symbol as symbol,
        filled_at,
        side_sign * quantity as amount
    from schwab_fills
    where put_call is null

),

dividends as (

    select
        flow.account_n,
        pay_day.day + time '13:00' as happened_at,
        stock.symbol,
        stock.place,
        stock.cusip,
        stock.instrument_id,
        stock.kind,
        sum(flow.amount) as held,
        round((0.15 + 0.8 * pg_temp.u('schwab/dividend', stock.place)::numeric), 2) as per_share
    from schwab_days as pay_day
    join schwab_stocks as stock
        on (pay_day.day - date '2000-01-03' + stock.place * 11) % 84 in (0, 28)
    join stock_flows as flow
        on flow.symbol = stock.symbol and flow.filled_at < pay_day.day + time '00:00'
    where stock.symbol not in ('AMZN', 'TSLA', 'NFLX')
    group by
        flow.account_n, pay_day.day, stock.symbol, stock.place, stock.cusip, stock.instrument_id,
        stock.kind
    having sum(flow.amount) > 0

),

income as (

    select
        dividend.account_n,
        dividend.happened_at + copy.n * interval '11 seconds' as happened_at,
        'DIVIDEND' as transaction_type,
        dividend.account_n * 100 + 50 + dividend.place as subject,
        null::bigint as order_id,
        case copy.n when 0 then 'VALID' else 'INVALID' end as status,
        1 as item_no,
        0::numeric as amount,
        round(dividend.held * dividend.per_share, 2) as cost,
        null::numeric as price,
        null as position_effect,
        null as fee_type,
        case dividend.kind when 'etf' then 'COLLECTIVE_INVESTMENT'
            else 'EQUITY' end as instrument_type,
        dividend.symbol as instrument_symbol,
        dividend.cusip,
        dividend.instrument_id::bigint as instrument_id,
        'Dividend' as instrument_description
    from dividends as dividend
    cross join (values (0), (1)) as copy (n)
    where
        copy.n = 0
        or pg_temp.u('schwab/struck out', dividend.account_n * 100 + dividend.place) < 0.15

),

cash as (

    select
        account_n,
        happened_at,
        transaction_type,
        subject,
        null::bigint as order_id,
        'VALID' as status,
        1 as item_no,
        money as amount,
        money as cost,
        null::numeric as price,
        null as position_effect,
        null as fee_type,
        'CURRENCY' as instrument_type,
        'CURRENCY_USD' as instrument_symbol,
        null as cusip,
        1::bigint as instrument_id,
        'US dollar' as instrument_description
    from transfers

),

collected as (

    select * from trades
    union all
    select * from expired
    union all
    select * from income
    union all
    select * from cash

)

select
    dense_rank() over (
        order by happened_at, account_n, transaction_type, subject
    ) as transaction_id,
    collected.*
from collected;

analyze schwab_items;

insert into transactions (
    transaction_id, schwab_activity_id, account_id, transaction_time, trade_date, settlement_date,
    description, transaction_type, activity_type, status, sub_account, net_amount, position_id,
    order_id, user_cd_domain_id, user_login, user_type, user_id, user_system_name,
    user_first_name, user_last_name, broker_rep_code, created_at, updated_at
)
with

entries as (

    select
        item.transaction_id,
        item.account_n,
        item.happened_at,
        item.transaction_type,
        item.order_id,
        item.status,
        sum(item.cost) as net_amount,
        min(item.instrument_id) filter (where item.instrument_type <> 'CURRENCY') as instrument_id
    from schwab_items as item
    group by
        item.transaction_id, item.account_n, item.happened_at, item.transaction_type,
        item.order_id, item.status

),

drawn as (

    select
        entries.*,
        orders.kind,
        account.is_margin,
        -- Who keyed it in: the holder, an adviser, the broker, a machine.
        case
            when entries.transaction_type = 'TRADE'
                and pg_temp.u('schwab/actor', transaction_id) > 0.1
                then null
            else pg_temp.pick(
                array['CLIENT_USER', 'ADVISOR_USER', 'BROKER_USER', 'SYSTEM_USER'],
                'schwab/actor', transaction_id
            )
        end as actor,
        pg_temp.u('schwab/loaded', transaction_id) as loaded_draw
    from entries
    join schwab_accounts as account on account.n = entries.account_n
    left join schwab_orders as orders on orders.order_id = entries.order_id

)

select
    transaction_id,
    90000000000 + transaction_id * 13
        + pg_temp.int_between(0, 12, 'schwab/native entry', transaction_id),
    account_n,
    happened_at at time zone 'UTC',
    case
        when
            transaction_type in ('TRADE', 'RECEIVE_AND_DELIVER')
            or pg_temp.u('schwab/dated', transaction_id) < 0.8
            then happened_at::date
    end,
    case
        when transaction_type = 'TRADE'
            then happened_at::date + case extract(isodow from happened_at) when 5 then 3 else 1 end
        when transaction_type not in ('MEMORANDUM', 'MARGIN_CALL', 'SMA_ADJUSTMENT')
            then happened_at::date
    end,
    case when transaction_type <> 'TRADE' then initcap(replace(transaction_type, '_', ' ')) end,
    transaction_type,
    case
        when status = 'INVALID' then 'ACTIVITY_CORRECTION'
        when transaction_type = 'TRADE' then 'EXECUTION'
        when transaction_type in ('JOURNAL', 'WIRE_IN', 'WIRE_OUT') then 'TRANSFER'
    end,
    status,
    case
        when kind = 'short' then 'SHORT'
        when transaction_type = 'MEMORANDUM' then null
        when is_margin then 'MARGIN'
        else 'CASH'
    end,
    net_amount,
    case when transaction_type = 'TRADE'
        then 700000 + account_n * 10000 + instrument_id % 10000 end,
    order_id,
    case when actor = 'ADVISOR_USER' then 'SAMPLE' end,
    case when actor <> 'SYSTEM_USER' then 'user' || (account_n * 3) end,
    actor,
    case when actor <> 'SYSTEM_USER' then 880000 + account_n * 3 end,
    case when actor = 'SYSTEM_USER' then 'nightly-batch' end,
    case when actor in ('CLIENT_USER', 'ADVISOR_USER') then 'First' || (account_n * 3) end,
    case when actor in ('CLIENT_USER', 'ADVISOR_USER') then 'Last' || (account_n * 3) end,
    case when actor in ('ADVISOR_USER', 'BROKER_USER') then 'R' || (100 + account_n) end,
    case
        when loaded_draw > 0.005 then pg_temp.schwab_capped(
            (happened_at + case when loaded_draw < 0.03 then interval '30 hours'
                else interval '4 minutes' end)
            at time zone 'UTC'
        )
    end,
    case
        when loaded_draw < 0.98 then pg_temp.schwab_capped(
            (happened_at + case
                when loaded_draw < 0.03 then interval '30 hours'
                when loaded_draw < 0.10 then interval '3 days'
                else interval '4 minutes'
            end)
            at time zone 'UTC'
        )
    end
from drawn;

insert into transaction_items (
    item_id, transaction_id, amount, cost, price, position_effect, fee_type, instrument_cusip,
    instrument_symbol, instrument_description, instrument_id, instrument_type,
    instrument_net_change, created_at
)
select
    row_number() over (order by item.transaction_id, item.item_no),
    item.transaction_id,
    item.amount,
    item.cost,
    item.price,
    case
        when
            item.instrument_type in ('EQUITY', 'COLLECTIVE_INVESTMENT')
            and pg_temp.u('schwab/item effect', item.transaction_id) < 0.05
            and item.transaction_type = 'TRADE'
            then 'AUTOMATIC'
        else item.position_effect
    end,
    item.fee_type,
    item.cusip,
    item.instrument_symbol,
    case when item.fee_type is null then item.instrument_description end,
    item.instrument_id,
    item.instrument_type,
    case
        when item.fee_type is null and item.transaction_type = 'TRADE'
            then round(pg_temp.z('schwab/item change', item.transaction_id * 10
                + item.item_no)::numeric, 2)
    end,
    coalesce(entry.created_at, entry.updated_at)
from schwab_items as item
join transactions as entry on entry.transaction_id = item.transaction_id;

-- Options: calendar

insert into options_expirations (
    expiration_id, underlying_symbol, expiration_date, days_to_expiration, expiration_type,
    is_standard, is_leap, created_at, updated_at
)
with

last_days as (

    select max(day) as day from schwab_days

),

months as (

    select
        month::date as month,
        (month + interval '1 month')::date - 1 as last_date
    from generate_series(
        date_trunc('month', pg_temp.last_day() - 200),
        date_trunc('month', pg_temp.last_day()) + interval '6 months',
        interval '1 month'
    ) as month

),

listed as (

    select
        pg_temp.schwab_third_friday(month) as expiration_date,
        'S' as expiration_type,
        1 as precedence
    from months
    union all
    select
        pg_temp.schwab_third_friday((date_trunc('year', pg_temp.last_day()) + ahead
            * interval '1 year')::date),
        'S',
        1
    from generate_series(2, 3) as ahead
    union all
    -- The last weekday of a month or quarter.
    select
        last_date - greatest(0, extract(isodow from last_date)::int - 5),
        case when extract(month from last_date)::int % 3 = 0 then 'Q' else 'M' end,
        2
    from months
    where last_date > pg_temp.last_day() and last_date < pg_temp.last_day() + 150
    union all
    select
        pg_temp.last_day() + 1 + (5 - extract(isodow from pg_temp.last_day() + 1)::int + 7) % 7
            + week * 7,
        'W',
        3
    from generate_series(0, 5) as week

),

calendar as (

    select
        expiration_date,
        (array_agg(expiration_type order by precedence))[1] as expiration_type
    from listed
    group by expiration_date

)

select
    row_number() over (order by underlying.symbol, calendar.expiration_date),
    underlying.symbol,
    calendar.expiration_date,
    -- As of the last refresh: past expirations stopped at 0.
    case
        when calendar.expiration_type <> 'M' or underlying.symbol <> 'TSLA'
            then greatest(0, calendar.expiration_date - last_days.day)
    end,
    calendar.expiration_type,
    calendar.expiration_type = 'S',
    calendar.expiration_date > last_days.day + 365,
    case
        when calendar.expiration_type <> 'Q'
            then (least(calendar.expiration_date - 60, last_days.day - 30) + time '06:00')
                at time zone 'UTC'
    end,
    case
        when calendar.expiration_type <> 'W' or underlying.symbol <> 'SPY'
            then (least(calendar.expiration_date, last_days.day) + time '12:00') at time zone 'UTC'
    end
from calendar
cross join last_days
cross join (values ('AAPL'), ('NVDA'), ('SPY'), ('TSLA')) as underlying (symbol);

-- Options: captures. One holds all expirations at once, one failed.
drop table if exists schwab_chains;
create temp table schwab_chains on commit drop as
with

captures as (

    select
        capture.n as capture_n,
        day.day,
        day.day + capture.at as captured_at,
        capture.elapsed
    from (values
        (1, 1, time '15:00', 0.08), (2, 1, time '18:00', 0.54), (3, 1, time '20:30', 0.92),
        (4, 0, time '15:00', 0.08), (5, 0, time '18:00', 0.54), (6, 0, time '20:30', 0.92)
    ) as capture (n, days_ago, at, elapsed)
    join schwab_days as day
        on day.n = (select count(*) from schwab_days) - capture.days_ago

),

-- The nearest of each type, and the nearest that is more than a year away.
ranked as (

    select
        expiration.*,
        row_number() over (
            partition by expiration.underlying_symbol, expiration.is_leap,
            case
                when expiration.expiration_type in ('Q', 'M') then 'period'
                else expiration.expiration_type
            end
            order by
                (expiration.expiration_type = 'Q'
                    and expiration.underlying_symbol in ('SPY', 'TSLA')) desc,
                expiration.expiration_date
        ) as place
    from options_expirations as expiration
    where expiration.expiration_date > pg_temp.last_day()

)

select
    capture.*,
    ranked.underlying_symbol as symbol,
    ranked.expiration_id,
    ranked.expiration_date,
    ranked.expiration_type,
    stock.sigma,
    stock.strike_step,
    stock.kind,
    case
        when capture.capture_n = 5 and ranked.underlying_symbol = 'TSLA' then null
        else ranked.expiration_id
    end as chain_expiration_id,
    pg_temp.schwab_spot(ranked.underlying_symbol, capture.captured_at) as spot,
    dense_rank() over (
        order by
            capture.capture_n,
            ranked.underlying_symbol,
            case
                when capture.capture_n = 5 and ranked.underlying_symbol = 'TSLA' then 0
                else ranked.expiration_id
            end
    ) as chain_id
from captures as capture
cross join ranked
join schwab_stocks as stock on stock.symbol = ranked.underlying_symbol
where ranked.place = 1;

insert into options_chains (
    chain_id, underlying_symbol, expiration_id, snapshot_datetime, status, strategy,
    underlying_price, underlying_bid, underlying_ask, underlying_last, underlying_volume,
    underlying_change, underlying_percent_change, interest_rate, implied_volatility, is_delayed,
    is_index, created_at
)
with

headers as (

    select
        chain_id,
        symbol,
        chain_expiration_id,
        captured_at,
        day,
        spot,
        sigma,
        elapsed
    from schwab_chains
    group by chain_id, symbol, chain_expiration_id, captured_at, day, spot, sigma, elapsed

)

select
    header.chain_id,
    header.symbol,
    header.chain_expiration_id,
    header.captured_at at time zone 'UTC',
    'SUCCESS',
    case when header.chain_expiration_id is null then 'ANALYTICAL' else 'SINGLE' end,
    header.spot,
    header.spot - 0.01,
    header.spot + 0.01,
    header.spot,
    floor(today.volume * header.elapsed)::bigint,
    header.spot - before.close,
    round((header.spot / before.close - 1) * 100, 4),
    4.305,
    round((header.sigma * 100)::numeric, 4),
    header.chain_expiration_id is null,
    false,
    case
        when header.chain_id <> 5
            then (header.captured_at + interval '20 seconds') at time zone 'UTC'
    end
from headers as header
join market_days as today on today.symbol = header.symbol and today.day = header.day
join schwab_days as this_day on this_day.day = header.day
join schwab_days as day_before on day_before.n = this_day.n - 1
join market_days as before on before.symbol = header.symbol and before.day = day_before.day
union all
select
    (select max(chain_id) from schwab_chains) + 1,
    'AAPL',
    (select min(expiration_id) from schwab_chains where symbol = 'AAPL'),
    ((select max(day) from schwab_days) + time '19:00') at time zone 'UTC',
    'FAILED',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    false,
    false,
    ((select max(day) from schwab_days) + time '19:01') at time zone 'UTC';

-- Options: contracts of a capture
insert into options_contracts (
    contract_id, chain_id, option_symbol, put_call, strike_price, expiration_date,
    days_to_expiration, bid_price, ask_price, last_price, mark_price, bid_size, ask_size,
    last_size, high_price, low_price, open_price, close_price, total_volume, open_interest,
    volatility, delta, gamma, theta, vega, rho, time_value, intrinsic_value,
    theoretical_option_value, theoretical_volatility, is_in_the_money, is_mini, is_non_standard,
    is_index_option, is_penny_pilot, expiration_type, multiplier, settlement_type,
    deliverable_note, option_root, created_at
)
with

strikes as (

    select
        chain.*,
        put_call,
        (round(chain.spot / chain.strike_step) + steps) * chain.strike_step as strike,
        greatest(
            0.0005,
            extract(epoch from chain.expiration_date + time '21:00' - chain.captured_at) / 31536000
        )::double precision as years
    from schwab_chains as chain
    cross join generate_series(-4, 5) as steps
    cross join (values ('CALL'), ('PUT')) as sides (put_call)

),

numbered as (

    select
        *,
        row_number() over (order by chain_id, expiration_date, strike, put_call) as contract_id,
        pg_temp.schwab_occ(symbol, expiration_date, put_call, strike) as option_symbol,
        -- Far strikes carry more implied volatility.
        sigma * (1 + 0.8 * abs(ln((strike / spot)::double precision))) as iv
    from strikes

),

terms as (

    select
        *,
        hashtextextended(option_symbol, 0) as option_hash,
        pg_temp.schwab_option(put_call, spot, strike, years, iv) as value,
        (ln((spot / strike)::double precision) + iv * iv / 2 * years) / (iv * sqrt(years)) as d1
    from numbered

),

quotes as (

    select
        terms.*,
        d1 - iv * sqrt(years) as d2,
        exp(-d1 * d1 / 2) / sqrt(2 * pi()) as density,
        greatest(0.01, round(value::numeric, 2)) as mark,
        greatest(
            0, case put_call when 'CALL' then spot - strike else strike - spot end
        ) as intrinsic,
        -- Contracts of the whole day; a capture has what was traded until then.
        floor(
            elapsed * 3000 * exp(-20 * abs(ln((strike / today.open)::double precision)))
            * pg_temp.u('schwab/contracts', option_hash + (terms.day - date '2000-01-01'))
        )::bigint as traded,
        floor(8000 * exp(-8 * abs(ln((strike / today.open)::double precision)))
            * pg_temp.u('schwab/open interest', option_hash))::bigint as interest,
        pg_temp.u('schwab/greeks', contract_id) as greek_draw,
        pg_temp.u('schwab/quoted', contract_id) > 0.006 as is_quoted
    from terms
    join market_days as today on today.symbol = terms.symbol and today.day = terms.day

),

greeks as (

    select
        *,
        case put_call when 'CALL' then pg_temp.schwab_phi(d1)
            else pg_temp.schwab_phi(d1) - 1 end as delta,
        density / (spot * iv * sqrt(years)) as gamma,
        -spot * density * iv / (2 * sqrt(years)) / 365 as theta,
        spot * density * sqrt(years) / 100 as vega,
        strike * years / 100 * case put_call
            when 'CALL' then pg_temp.schwab_phi(d2) else -pg_temp.schwab_phi(-d2)
        end as rho
    from quotes

)

select
    contract_id,
    chain_id,
    option_symbol,
    put_call,
    strike,
    expiration_date,
    case when greek_draw not between 0.50 and 0.51 then expiration_date - day end,
    case when is_quoted then greatest(0, mark - 0.02 - round(mark * 0.004, 2)) end,
    case when is_quoted then mark + 0.02 + round(mark * 0.004, 2) end,
    case when traded > 0
        then greatest(0.01,
            round(mark * (0.97 + 0.06 * pg_temp.u('schwab/last', contract_id))::numeric, 2)) end,
    case when is_quoted then mark end,
    case when is_quoted then pg_temp.int_between(1, 300, 'schwab/bid size', contract_id)::int end,
    case when is_quoted then pg_temp.int_between(1, 300, 'schwab/ask size', contract_id)::int end,
    case when traded > 0
        then pg_temp.int_between(1, least(traded, 20), 'schwab/last size', contract_id)::int end,
    case when traded > 0 then round(mark * 1.15, 2) + 0.01 end,
    case when traded > 0 then greatest(0.01, round(mark * 0.85, 2)) end,
    case when traded > 0 then round(mark * 1.02, 2) end,
    case when is_quoted then round(mark * 1.01, 2) end,
    traded,
    case when is_quoted then interest end,
    -- -999 and NaN are what the API answers where it could not compute.
    case
        when greek_draw < 0.02 then -999
        when greek_draw < 0.025 then 'NaN'
        when is_quoted then round((iv * 100)::numeric, 4)
    end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025
        then round(delta::numeric, 6) end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025
        then round(gamma::numeric, 6) end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025
        then round(theta::numeric, 6) end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025 then round(vega::numeric, 6) end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025 then round(rho::numeric, 6) end,
    case when is_quoted then mark - intrinsic end,
    intrinsic,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.025
        then round(value::numeric, 4) end,
    case when greek_draw < 0.02 then -999 when greek_draw >= 0.03 then 29 end,
    intrinsic > 0,
    false,
    false,
    false,
    strike_step < 10,
    expiration_type,
    100,
    case when greek_draw < 0.99 then case kind when 'etf' then 'P' else 'A' end end,
    case when greek_draw > 0.995 then 'Adjusted for a special dividend.' end,
    symbol,
    (captured_at + interval '25 seconds') at time zone 'UTC'
from greeks;

-- Options: what the contracts of the newest capture deliver, and the cash of the adjusted ones
insert into option_deliverables (
    deliverable_id, contract_id, symbol, asset_type, deliverable_units, currency_type
)
with

delivered as (

    select
        contract.contract_id,
        1 as line,
        contract.option_root as symbol,
        case contract.option_root when 'SPY' then 'ETF' else 'EQUITY' end as asset_type,
        '100 shares' as deliverable_units,
        null as currency_type
    from options_contracts as contract
    join options_chains as chain on chain.chain_id = contract.chain_id
    where
        chain.snapshot_datetime = (
            select max(snapshot_datetime) from options_chains where status = 'SUCCESS'
        )
        and contract.expiration_type = 'S'
    union all
    select
        contract_id,
        2,
        null,
        'CURRENCY',
        '125.00',
        'USD'
    from options_contracts
    where deliverable_note is not null

)

select
    row_number() over (order by contract_id, line),
    contract_id,
    symbol,
    asset_type,
    deliverable_units,
    currency_type
from delivered;
