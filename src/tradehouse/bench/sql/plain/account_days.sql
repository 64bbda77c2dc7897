-- Grain: one row per account and day with closed trades, with the equity it began and ended with.
-- The newest copy of a trade counts. Outcomes are the day's trades in close order: won, lost, flat.
with

accounts as (

    select distinct on (account_id)
        account_id,
        starting_balance as opening_equity
    from {accounts}
    order by account_id, ingestion_timestamp desc nulls last, id desc

),

newest as (

    select distinct on (trade_date, account_id, trade_id)
        trade_date,
        account_id,
        trade_id,
        close_time,
        volume_usd,
        profit,
        abs(coalesce(commission, 0)) - coalesce(swap, 0) as fees,
        profit - abs(coalesce(commission, 0)) + coalesce(swap, 0) as net_pnl
    from {trades}
    where cast(close_time as date) between trade_date - 1 and trade_date + 1
    order by trade_date, account_id, trade_id, ingestion_timestamp desc nulls last, id desc

),

days as (

    select
        account_id,
        trade_date,
        count(*) as trades,
        count(*) filter (where net_pnl > 0) as winning_trades,
        count(*) filter (where net_pnl < 0) as losing_trades,
        count(*) filter (where net_pnl = 0) as breakeven_trades,
        coalesce(sum(net_pnl) filter (where net_pnl > 0), 0) as gross_profit,
        coalesce(-sum(net_pnl) filter (where net_pnl < 0), 0) as gross_loss,
        sum(profit) as gross_pnl,
        sum(fees) as fees,
        sum(net_pnl) as net_pnl,
        sum(volume_usd) as volume,
        max(close_time) as last_closed_at,
        string_agg(
            case when net_pnl > 0 then 'w' when net_pnl < 0 then 'l' else 'f' end,
            '' order by close_time, length(trade_id), trade_id
        ) as outcomes
    from newest
    where close_time <= timestamp '{as_of}'
    group by account_id, trade_date

),

ledger as (

    select
        days.*,
        accounts.opening_equity + coalesce(sum(days.net_pnl) over (
            partition by days.account_id order by days.trade_date
            rows between unbounded preceding and 1 preceding
        ), 0) as equity_start
    from days
    left join accounts on days.account_id = accounts.account_id

)

select
    *,
    equity_start + net_pnl as equity_end,
    case
        when equity_start > 0
            then cast(net_pnl as double precision) / cast(equity_start as double precision)
    end as daily_return
from ledger
