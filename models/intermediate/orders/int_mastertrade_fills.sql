{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per execution. Each environment is an account; a strategy holds its own position.
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
    fee_currency,
    realized_pnl_usd as platform_realized_pnl_usd,
    filled_at
from {{ ref('stg_mastertrade__fills') }}
