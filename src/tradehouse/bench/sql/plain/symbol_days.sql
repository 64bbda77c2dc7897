-- Grain: one row per symbol and day with closed trades.
select
    symbol,
    trade_date,
    count(*) as trades,
    count(*) filter (where net_pnl > 0) as winning_trades,
    count(*) filter (where net_pnl < 0) as losing_trades,
    count(*) filter (where net_pnl = 0) as breakeven_trades,
    sum(volume_usd) as volume,
    coalesce(sum(net_pnl) filter (where net_pnl > 0), 0) as gross_profit,
    coalesce(-sum(net_pnl) filter (where net_pnl < 0), 0) as gross_loss,
    sum(profit) as gross_pnl,
    sum(fees) as fees,
    sum(net_pnl) as net_pnl
from (
    select distinct on (trade_date, account_id, trade_id)
        coalesce(nullif(std_symbol, ''), split_part(symbol, '.', 1)) as symbol,
        trade_date,
        close_time,
        volume_usd,
        profit,
        abs(coalesce(commission, 0)) - coalesce(swap, 0) as fees,
        profit - abs(coalesce(commission, 0)) + coalesce(swap, 0) as net_pnl
    from {trades}
    where cast(close_time as date) between trade_date - 1 and trade_date + 1
    order by trade_date, account_id, trade_id, ingestion_timestamp desc nulls last, id desc
) as newest
where close_time <= timestamp '{as_of}'
group by symbol, trade_date
