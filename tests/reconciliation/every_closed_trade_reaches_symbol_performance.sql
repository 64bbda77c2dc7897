{{ config(enabled=system_enabled('daily_profit')) }}

-- Trades of symbols without a broker-neutral name and of symbols with few trades count too.
with

staged as (

    select
        count(*) as trades,
        sum(trades.net_pnl_usd) as net_pnl_usd
    from {{ ref('stg_daily_profit__closed_trades') }} as trades
    inner join {{ ref('clock') }} as clock
        on coalesce(trades.closed_at <= clock.as_of, trades.trade_date <= clock.as_of_date)

),

symbols as (

    select
        sum(trades) as trades,
        sum(net_pnl_usd) as net_pnl_usd
    from {{ ref('symbol_performance') }}
    where source_system = 'daily_profit'

)

select
    staged.trades as staged_trades,
    symbols.trades as symbols_trades,
    staged.net_pnl_usd as staged_net_pnl_usd,
    symbols.net_pnl_usd as symbols_net_pnl_usd
from staged
cross join symbols
where
    staged.trades <> coalesce(symbols.trades, 0)
    or coalesce(staged.net_pnl_usd, 0) <> coalesce(symbols.net_pnl_usd, 0)
