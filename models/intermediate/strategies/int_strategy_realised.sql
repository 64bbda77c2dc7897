-- Grain: one row per strategy and environment it has results in, over its lifetime.
select
    strategy_key,
    environment,
    min(trade_date) as first_trade_date,
    max(trade_date) as last_trade_date,
    count(*) filter (where is_closing) as trades,
    count(*) filter (where is_closing and net_pnl_usd > 0) as winning_trades,
    count(*) filter (where is_closing and net_pnl_usd < 0) as losing_trades,
    coalesce(sum(net_pnl_usd) filter (where is_closing and net_pnl_usd > 0), 0)
        as gross_profit_usd,
    coalesce(-sum(net_pnl_usd) filter (where is_closing and net_pnl_usd < 0), 0)
        as gross_loss_usd,
    sum(net_pnl_usd) as net_pnl_usd
from {{ ref('int_trade_results') }}
where strategy_key is not null
group by strategy_key, environment
