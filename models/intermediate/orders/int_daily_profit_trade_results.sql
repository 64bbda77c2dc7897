{{ config(
    enabled=system_enabled('daily_profit'),
    meta={'rows_of': 'daily_profit.raw_trades_closed', 'day_column': 'trade_date'}
) }}

-- Grain: one row per closed trade. The platform reports round trips, so each one closes.
select
    trade_id,
    account_id,
    null::text as strategy_id,
    null::text as environment,
    coalesce(std_symbol, symbol) as native_symbol,
    true as is_closing,
    gross_pnl_usd,
    commission_usd,
    swap_usd,
    commission_usd + swap_usd as fees_usd,
    net_pnl_usd,
    false as is_unconverted,
    volume_usd,
    closed_at,
    trade_date
from {{ ref('stg_daily_profit__closed_trades') }}
