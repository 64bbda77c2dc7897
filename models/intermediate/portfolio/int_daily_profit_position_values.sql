{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per open trade that a fresh ingestion still showed. An account whose trades have
-- all closed brings none, so that the last ones it brought would stay open for ever.
select
    trades.trade_id as position_id,
    trades.account_id,
    null::text as owner_id,
    null::text as strategy_id,
    trades.symbol as native_symbol,
    trades.volume_usd as position_value_usd,
    trades.unrealized_pnl_usd
from {{ ref('stg_daily_profit__open_trades') }} as trades
inner join {{ ref('stg_daily_profit__accounts') }} as accounts
    on trades.account_id = accounts.account_id
cross join {{ ref('clock') }} as clock
inner join {{ ref('balance_freshness') }} as freshness
    on freshness.source_system = 'daily_profit'
where
    trades.is_open
    and trades.opened_at <= clock.as_of
    and trades.loaded_at between clock.as_of - freshness.stale_after and clock.as_of
    and trades.loaded_at >= accounts.loaded_at - interval '12 hours'
