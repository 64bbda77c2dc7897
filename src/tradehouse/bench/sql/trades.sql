-- Inserts the closed trades of some account-days. The driver gives n, day and k: the k-th trade of
-- account n on a day. About 22 trades on an active day; one trade in 5,000 is dated days away from
-- its close, which breaks a rule; one in 500 comes out flat; one in 331 has no neutral symbol.
insert into {target} (
    id, trade_id, account_id, login, symbol, std_symbol, side, open_time, close_time, trade_date,
    open_price, close_price, stop_loss, take_profit, lots, volume_usd, profit, commission, swap,
    ingestion_timestamp, source_api_endpoint
)
with

keyed as (

    select
        driver.n,
        driver.day,
        account.account_id,
        account.login,
        account.server,
        account.starting_balance,
        ((driver.day - date '2000-01-01')::bigint << 28) + (driver.n::bigint << 6) + driver.k as id
    from ({driver}) as driver
    join bench.accounts as account on account.n = driver.n

),

drawn as (

    select
        *,
        hashint8extended(id, {seed} + 2) & 9223372036854775807 as a,
        hashint8extended(id, {seed} + 3) & 9223372036854775807 as b
    from keyed
    offset 0

),

sized as (

    select
        *,
        day + interval '1 second' * (1800 + (a & 65535) * 1.29)
        + case when b % 5000 = 77 then interval '6 days' else interval '0' end as close_time,
        interval '1 second' * (
            60 + ((a >> 16) & 4095) * case when (a >> 28) & 31 = 0 then 20 else 3 end
        ) as held,
        case when (a >> 33) & 1 = 1 then 1 else -1 end as direction,
        -- Half of the trades are in the dozen symbols everybody knows.
        floor(150 * (((a >> 34) & 16383) / 16384.0::double precision) ^ 3.5)::int as symbol_n,
        starting_balance * (0.02 + ((b >> 13) & 4095) / 4096.0::double precision * 0.6) as size_usd,
        -- The sum of three uniforms is close enough to a bell; its mean leaves a small edge.
        0.0017 * (
            ((b >> 25) & 1023) + ((b >> 35) & 1023) + ((b >> 45) & 1023) - 1530
        ) / 512.0::double precision as move,
        b % 500 = 13 as is_flat
    from drawn
    offset 0

),

priced as (

    select
        sized.*,
        symbol.std_symbol,
        symbol.price * (1 + ((a >> 48) & 1023) / 20480.0::double precision) as open_price,
        case when is_flat then 0 else round((size_usd * move)::numeric, 2) end as profit
    from sized
    join bench.symbols as symbol on symbol.n = sized.symbol_n
    offset 0

)

select
    id,
    id::text,
    account_id,
    login,
    std_symbol || case when server = 1 then '.pro' else '.r' end,
    case when a % 331 <> 7 then std_symbol end,
    case when direction > 0 then case when server = 1 then 'BUY' else 'buy' end
        else case when server = 1 then 'SELL' else 'sell' end end,
    close_time - held,
    close_time,
    day,
    open_price::numeric,
    (open_price * (1 + direction * move))::numeric,
    case when (b >> 3) & 3 > 0 then (open_price * (1 - direction * 0.004))::numeric end,
    case when (b >> 5) & 3 > 1 then (open_price * (1 + direction * 0.006))::numeric end,
    greatest(0.01, size_usd / 100000)::numeric,
    size_usd::numeric,
    profit,
    case when not is_flat then (-0.00003 * size_usd)::numeric end,
    case when (a >> 28) & 31 = 0 and not is_flat then (-0.00002 * size_usd)::numeric end,
    day + 1 + time '02:00' + interval '1 second' * (n % 1500) + interval '{late_by}',
    '/v1/trades/closed'
from priced
