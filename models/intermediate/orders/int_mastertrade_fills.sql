{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per execution. Each environment is an account; a strategy holds its own position.
-- A fee of no stated currency is not one in dollars.
select
    fill_id,
    order_id,
    environment as account_id,
    strategy_id,
    environment,
    symbol as native_symbol,
    'net' as position_bucket,
    side,
    quantity,
    price,
    1 as multiplier,
    fee_amount,
    coalesce(fee_currency, case when fee_amount <> 0 then 'unknown' end) as fee_currency,
    realized_pnl_usd as platform_realized_pnl_usd,
    filled_at
from {{ ref('stg_mastertrade__fills') }}
