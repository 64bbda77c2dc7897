{{ config(
    enabled=system_enabled('daily_profit'),
    meta={'rows_of': 'daily_profit.raw_trades_closed', 'day_column': 'trade_date'}
) }}

-- Grain: one row per closed trade: what int_trade_results leaves out about it, with its money.
select
    trade_id,
    account_id,
    coalesce(std_symbol, symbol) as native_symbol,
    case side when 'buy' then 'long' when 'sell' then 'short' end as direction,
    gross_pnl_usd,
    commission_usd + swap_usd as fees_usd,
    net_pnl_usd,
    volume_usd,
    stop_loss_price is not null as has_stop_loss,
    take_profit_price is not null as has_take_profit,
    extract(epoch from closed_at - opened_at) / 3600 as holding_hours,
    opened_at,
    closed_at,
    trade_date
from {{ ref('stg_daily_profit__closed_trades') }}
