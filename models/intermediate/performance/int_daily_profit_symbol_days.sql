{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_days',
    feed='daily_profit_trades',
    day_column='trade_date',
    indexes=[{'columns': ['trade_date', 'native_symbol'], 'unique': true}]
) }}

-- Grain: one row per symbol and day with closed prop trades, up to the clock's reading. By native
-- symbol, so that a new mapping to instruments needs no trade again.
select
    results.native_symbol,
    results.trade_date,
    count(*) as trades,
    count(*) filter (where results.net_pnl_usd > 0) as winning_trades,
    count(*) filter (where results.net_pnl_usd < 0) as losing_trades,
    count(*) filter (where results.net_pnl_usd = 0) as breakeven_trades,
    coalesce(sum(results.net_pnl_usd) filter (where results.net_pnl_usd > 0), 0)
        as gross_profit_usd,
    coalesce(-sum(results.net_pnl_usd) filter (where results.net_pnl_usd < 0), 0)
        as gross_loss_usd,
    sum(results.gross_pnl_usd) as gross_pnl_usd,
    sum(results.fees_usd) as fees_usd,
    sum(results.net_pnl_usd) as net_pnl_usd,
    sum(results.volume_usd) as volume_usd
from {{ ref('int_daily_profit_trade_results') }} as results
cross join {{ ref('clock') }} as clock
where
    {{ touched('results.trade_date') }}
    and coalesce(results.closed_at <= clock.as_of, results.trade_date <= clock.as_of_date)
group by results.native_symbol, results.trade_date
