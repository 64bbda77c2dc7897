{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per order. Each environment is an account.
-- Limit and market orders carry their later exits in the stop columns, which trigger nothing yet.
select
    order_id,
    exchange_order_id,
    environment as account_id,
    null::text as owner_id,
    strategy_id,
    environment,
    symbol as native_symbol,
    1 as leg_count,
    side,
    null::text as position_side,
    order_type,
    native_order_type,
    null::text as spread_type,
    null::text as time_in_force,
    -- What became of an order without a known status, its executions tell.
    coalesce(status, 'open') as status,
    native_status,
    null::text as status_reason,
    quantity as requested_quantity,
    null::numeric as requested_amount_usd,
    limit_price,
    case order_type when 'stop' then stop_price when 'take_profit' then take_profit_price end
        as trigger_price,
    filled_quantity as reported_filled_quantity,
    average_fill_price as reported_average_price,
    created_at,
    filled_at as reported_filled_at,
    cancelled_at,
    -- When a cancelled order ended may be known to nobody.
    case
        when status = 'cancelled' then cancelled_at
        when status in ('filled', 'rejected', 'expired') then coalesce(filled_at, loaded_at)
    end as reported_ended_at,
    loaded_at
from {{ ref('stg_mastertrade__orders') }}
