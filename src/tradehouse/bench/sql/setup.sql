-- What the generator of the benchmark draws from. Everything follows from hashes of numbers: the
-- same options give the same rows on any machine.
create schema bench;
create schema bench_aside;

-- Grain: one row per month of history, loaded as one partition.
create table bench.months (
    first_day date primary key,
    partition_name text not null,
    row_count bigint,
    seconds double precision
);

-- Grain: one row per symbol: currencies, metals, indices, energies, crypto pairs and shares.
create table bench.symbols as
with

currencies as (

    select name, position
    from unnest(array['EUR', 'GBP', 'AUD', 'NZD', 'USD', 'CAD', 'CHF', 'JPY'])
        with ordinality as listed (name, position)

),

names as (

    select
        1 as kind,
        base.position * 10 + quote.position as position,
        base.name || quote.name as name
    from currencies as base
    join currencies as quote on base.position < quote.position

    union all

    select 2, ordinality, name
    from unnest(array[
        'XAUUSD', 'XAGUSD', 'US30', 'NAS100', 'SPX500', 'GER40', 'UK100', 'USOIL', 'BTCUSD',
        'ETHUSD', 'XPTUSD', 'XPDUSD', 'XAUEUR', 'FRA40', 'JPN225', 'AUS200', 'HK50', 'EU50',
        'US2000', 'ESP35', 'SUI20', 'CHN50', 'UKOIL', 'NGAS', 'SOLUSD', 'XRPUSD', 'ADAUSD',
        'DOGEUSD', 'LTCUSD', 'BNBUSD'
    ]) with ordinality as listed (name)

    union all

    select 3, base.position * 100 + exotic.position, base.name || exotic.name
    from currencies as base
    cross join unnest(array[
        'SEK', 'NOK', 'DKK', 'PLN', 'HUF', 'CZK', 'TRY', 'ZAR', 'MXN', 'SGD', 'HKD', 'CNH', 'THB',
        'ILS'
    ]) with ordinality as exotic (name, position)
    where base.name in ('USD', 'EUR', 'GBP')

    union all

    select 4, ordinality, name
    from unnest(array[
        'AAPL', 'MSFT', 'NVDA', 'AMZN', 'GOOGL', 'META', 'TSLA', 'AMD', 'NFLX', 'INTC', 'JPM',
        'BAC', 'V', 'MA', 'DIS', 'KO', 'PEP', 'MCD', 'NKE', 'WMT', 'COST', 'BA', 'CAT', 'GE', 'XOM',
        'CVX', 'PFE', 'JNJ', 'MRK', 'UNH', 'ORCL', 'CRM', 'ADBE', 'IBM', 'CSCO', 'QCOM', 'AVGO',
        'TXN', 'MU', 'UBER', 'ABNB', 'PYPL', 'SHOP', 'COIN', 'PLTR', 'SNOW', 'F', 'GM', 'T', 'VZ'
    ]) with ordinality as listed (name)

)

select
    row_number() over (order by kind, position)::int - 1 as n,
    name as std_symbol,
    -- Where its price is, roughly; it wanders a little around it.
    round((
        0.7 + (hashtext(name) & 1023) / 1024.0
        * case kind when 1 then 1 when 3 then 20 else 400 end
    )::numeric, 4)::double precision as price
from names;

alter table bench.symbols add primary key (n);

-- Grain: one row per account that trades at some time of the history: which days it lives, from
-- three weeks to a year, and how large it is.
create table bench.accounts as
with

drawn as (

    select
        n,
        hashint8extended(n, {seed}) as draw,
        hashint8extended(n, {seed} + 1) as other_draw
    from generate_series(1, {accounts}) as n

),

lives as (

    select
        *,
        date '{first_day}' - 365
        + floor(
            (date '{last_day}' + 30 - (date '{first_day}' - 365))
            * ((draw & 1048575) / 1048576.0)
        )::int as first_day,
        21 + floor(344 * (((draw >> 20) & 65535) / 65536.0) ^ 2)::int as life_days,
        (array[10000, 50000, 100000, 200000])[1 + (other_draw & 3)] as starting_balance
    from drawn

)

select
    n::int as n,
    'PA' || lpad(n::text, 8, '0') as account_id,
    (5100000 + n * 3)::text as login,
    first_day,
    first_day + life_days - 1 as last_day,
    (other_draw & 1)::int as server,
    ((other_draw >> 2) & 255)::int as style,
    starting_balance
from lives
where first_day + life_days > date '{first_day}';

alter table bench.accounts add primary key (n);
create index on bench.accounts (first_day, last_day);
analyze bench.accounts;
analyze bench.symbols;
