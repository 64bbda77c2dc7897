-- Sends trades again, under new ids; every second one with the profit corrected.
insert into {target} (
    id, trade_id, account_id, login, symbol, std_symbol, side, open_time, close_time, trade_date,
    open_price, close_price, stop_loss, take_profit, lots, volume_usd, profit, commission, swap,
    ingestion_timestamp, source_api_endpoint
)
select
    id + (1::bigint << 45), trade_id, account_id, login, symbol, std_symbol, side, open_time,
    close_time, trade_date, open_price, close_price, stop_loss, take_profit, lots, volume_usd,
    case when id & 1 = 1 then profit else profit - 1.25 end,
    commission, swap, {loaded}, source_api_endpoint
from {source} as trade
where id < 1::bigint << 45 and {chosen}
