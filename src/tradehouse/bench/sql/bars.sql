-- History of bars: a daily bar for each of {symbols} shares and working day, and every minute of {pairs} pairs.
-- Everything follows from hashes: the same options give the same rows.
delete from raw_swiftbolt.ohlc_bars_v2 where symbol_id in (
    select id from raw_swiftbolt.symbols where ticker like 'BENCH%'
);
delete from raw_mastertrade.market_data where symbol like 'BENCH%';

-- The sample has given its bars their ids itself.
select setval(pg_get_serial_sequence('raw_swiftbolt.ohlc_bars_v2', 'id'), max(id))
from raw_swiftbolt.ohlc_bars_v2;
select setval(pg_get_serial_sequence('raw_mastertrade.market_data', 'id'), max(id))
from raw_mastertrade.market_data;

insert into raw_swiftbolt.symbols (id, ticker, asset_type, created_at, updated_at)
select md5('bench bars ' || n)::uuid, 'BENCH' || n, 'stock', '{first_day}', '{first_day}'
from generate_series(1, {symbols}) as n
on conflict do nothing;

insert into raw_swiftbolt.ohlc_bars_v2 (
    symbol_id, timeframe, ts, open, high, low, close, volume, provider, is_intraday, is_forecast,
    data_status, fetched_at, created_at, updated_at
)
select
    md5('bench bars ' || n)::uuid, 'd1', moment, 100 + draw, 102 + draw, 99 + draw, 101 + draw, 1000,
    'alpaca', false, false, 'verified', moment + interval '1 day', moment + interval '1 day',
    moment + interval '1 day'
from generate_series('{first_day} 05:00+00'::timestamptz, '{last_day} 05:00+00', '1 day') as moment
cross join generate_series(1, {symbols}) as n
cross join lateral (
    select abs(hashint8(n * 100000 + extract(epoch from moment)::bigint / 86400)) % 1000 / 100.0 as draw
) as drawn
where extract(isodow from moment) < 6;

insert into raw_mastertrade.market_data (
    symbol, "timestamp", "interval", open, high, low, close, volume, created_at
)
select
    'BENCH' || n || 'USDT', moment, '1m', 100, 102, 99, 100 + (extract(epoch from moment)::bigint / 60 + n) % 3,
    5, moment + interval '2 minutes'
from generate_series(
    '{first_minute_day}'::timestamp, '{last_day} 23:59', interval '1 minute'
) as moment
cross join generate_series(1, {pairs}) as n;
