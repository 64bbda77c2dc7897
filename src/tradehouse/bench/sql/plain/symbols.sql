-- Grain: one row per environment and symbol. Summed by account first: counting different accounts
-- otherwise sorts every trade once more.
with

accounts as (

    select distinct on (account_id)
        account_id,
        case when phase = 'Funded' then 'live' else 'paper' end as environment
    from {accounts}
    order by account_id, ingestion_timestamp desc nulls last, id desc

),

trades as (

    select distinct on (trade_date, account_id, trade_id)
        account_id,
        coalesce(nullif(std_symbol, ''), split_part(symbol, '.', 1)) as symbol,
        lower(side) as side,
        trade_date,
        open_time,
        close_time,
        volume_usd,
        profit,
        abs(coalesce(commission, 0)) - coalesce(swap, 0) as fees,
        profit - abs(coalesce(commission, 0)) + coalesce(swap, 0) as net_pnl
    from {trades}
    where cast(close_time as date) between trade_date - 1 and trade_date + 1
    order by trade_date, account_id, trade_id, ingestion_timestamp desc nulls last, id desc

),

account_symbols as (

    select
        account_id,
        symbol,
        min(trade_date) as first_date,
        max(close_time) as last_trade_at,
        count(*) as trades,
        count(*) filter (where net_pnl > 0) as winning_trades,
        count(*) filter (where net_pnl < 0) as losing_trades,
        count(*) filter (where net_pnl = 0) as breakeven_trades,
        sum(volume_usd) as volume,
        sum(profit) as gross_pnl,
        sum(fees) as fees,
        sum(net_pnl) as net_pnl,
        coalesce(sum(net_pnl) filter (where net_pnl > 0), 0) as gross_profit,
        coalesce(-sum(net_pnl) filter (where net_pnl < 0), 0) as gross_loss,
        sum(cast(net_pnl as double precision) * cast(net_pnl as double precision)) as squares,
        max(net_pnl) as best_trade,
        min(net_pnl) as worst_trade,
        sum(cast({held_seconds} as double precision)) as held_seconds,
        count(*) filter (where side = 'buy') as long_trades,
        count(*) filter (where side = 'sell') as short_trades,
        coalesce(sum(net_pnl) filter (where side = 'buy'), 0) as long_net_pnl,
        coalesce(sum(net_pnl) filter (where side = 'sell'), 0) as short_net_pnl,
        count(*) filter (where side = 'buy' and net_pnl > 0) as long_wins,
        count(*) filter (where side = 'buy' and net_pnl < 0) as long_losses,
        count(*) filter (where side = 'sell' and net_pnl > 0) as short_wins,
        count(*) filter (where side = 'sell' and net_pnl < 0) as short_losses,
        {recent}
    from trades
    where close_time <= timestamp '{as_of}'
    group by account_id, symbol

)

select
    accounts.environment,
    sums.symbol,
    count(*) as accounts_trading,
    sum(sums.trades) as trades,
    sum(sums.winning_trades) as winning_trades,
    sum(sums.losing_trades) as losing_trades,
    sum(sums.breakeven_trades) as breakeven_trades,
    min(sums.first_date) as first_date,
    max(sums.last_trade_at) as last_trade_at,
    sum(sums.volume) as volume,
    sum(sums.gross_pnl) as gross_pnl,
    sum(sums.fees) as fees,
    sum(sums.net_pnl) as net_pnl,
    sum(sums.gross_profit) as gross_profit,
    sum(sums.gross_loss) as gross_loss,
    sum(sums.winning_trades) * 1.0 / nullif(sum(sums.winning_trades) + sum(sums.losing_trades), 0)
        as win_rate,
    sum(sums.gross_profit) / nullif(sum(sums.gross_loss), 0) as profit_factor,
    sum(sums.net_pnl) / sum(sums.trades) as expectancy,
    sqrt(
        (sum(sums.squares) - power(cast(sum(sums.net_pnl) as double precision), 2) / sum(sums.trades))
        / nullif(sum(sums.trades) - 1, 0)
    ) as trade_deviation,
    max(sums.best_trade) as best_trade,
    min(sums.worst_trade) as worst_trade,
    sum(sums.held_seconds) / sum(sums.trades) / 3600 as avg_holding_hours,
    sum(sums.long_trades) as long_trades,
    sum(sums.short_trades) as short_trades,
    sum(sums.long_net_pnl) as long_net_pnl,
    sum(sums.short_net_pnl) as short_net_pnl,
    sum(sums.long_wins) * 1.0 / nullif(sum(sums.long_wins) + sum(sums.long_losses), 0)
        as long_win_rate,
    sum(sums.short_wins) * 1.0 / nullif(sum(sums.short_wins) + sum(sums.short_losses), 0)
        as short_win_rate,
    count(*) filter (where sums.trades_90d > 0) as accounts_trading_90d,
    {recent_sums},
    sum(sums.winning_trades_90d) * 1.0
    / nullif(sum(sums.winning_trades_90d) + sum(sums.losing_trades_90d), 0) as win_rate_90d,
    sum(sums.gross_profit_90d) / nullif(sum(sums.gross_loss_90d), 0) as profit_factor_90d
from account_symbols as sums
join accounts on sums.account_id = accounts.account_id
group by accounts.environment, sums.symbol
