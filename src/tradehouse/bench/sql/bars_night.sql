-- What a night adds: a day of bars, and late daily bars of {late} shares on three older days.
insert into raw_swiftbolt.ohlc_bars_v2 (
    symbol_id, timeframe, ts, open, high, low, close, volume, provider, is_intraday, is_forecast,
    data_status, fetched_at, created_at, updated_at
)
select
    md5('bench bars ' || n)::uuid, 'd1', (day + time '05:00') at time zone 'UTC', 100, 102, 99, 101, 1000,
    provider, false, false, 'verified', '{loaded_at}', '{loaded_at}', '{loaded_at}'
from (
    select date '{day}' as day, 'alpaca' as provider, {symbols} as shares
    union all
    select date '{day}' - days, 'polygon', {late} from unnest(array[7, 28, 98]) as days
) as days
cross join lateral generate_series(1, shares) as n
on conflict do nothing;

insert into raw_mastertrade.market_data (
    symbol, "timestamp", "interval", open, high, low, close, volume, created_at
)
select 'BENCH' || n || 'USDT', moment, '1m', 100, 102, 99, 101, 5, '{loaded_at}'
from generate_series('{day}'::timestamp, '{day} 23:59', interval '1 minute') as moment
cross join generate_series(1, {pairs}) as n;
