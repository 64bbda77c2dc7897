-- Grain: one row per environment and day with closed trades.
with

accounts as (

    select distinct on (account_id)
        account_id,
        case when phase = 'Funded' then 'live' else 'paper' end as environment
    from {accounts}
    order by account_id, ingestion_timestamp desc nulls last, id desc

)

select
    accounts.environment,
    days.trade_date,
    count(*) as accounts_trading,
    count(*) filter (where days.net_pnl > 0) as profitable_accounts,
    count(*) filter (where days.net_pnl < 0) as losing_accounts,
    sum(days.trades) as trades,
    sum(days.winning_trades) as winning_trades,
    sum(days.losing_trades) as losing_trades,
    sum(days.breakeven_trades) as breakeven_trades,
    sum(days.volume) as volume,
    sum(days.gross_pnl) as gross_pnl,
    sum(days.fees) as fees,
    sum(days.net_pnl) as net_pnl,
    sum(days.gross_profit) as gross_profit,
    sum(days.gross_loss) as gross_loss,
    sum(days.winning_trades) * 1.0 / nullif(sum(days.winning_trades) + sum(days.losing_trades), 0)
        as win_rate,
    sum(days.gross_profit) / nullif(sum(days.gross_loss), 0) as profit_factor,
    sum(days.net_pnl) / sum(days.trades) as expectancy,
    avg(days.net_pnl) as avg_account_net_pnl,
    stddev_samp(days.net_pnl) as stddev_account_net_pnl,
    percentile_cont(0.25) within group (order by days.net_pnl) as first_quartile_net_pnl,
    percentile_cont(0.5) within group (order by days.net_pnl) as median_account_net_pnl,
    percentile_cont(0.75) within group (order by days.net_pnl) as third_quartile_net_pnl,
    (array_agg(days.account_id order by days.net_pnl desc, days.account_id))[1] as best_account,
    (array_agg(days.account_id order by days.net_pnl, days.account_id))[1] as worst_account,
    max(days.net_pnl) as best_account_net_pnl,
    min(days.net_pnl) as worst_account_net_pnl
from {account_days} as days
join accounts on days.account_id = accounts.account_id
group by accounts.environment, days.trade_date
