{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per order of an exchange account.
select
    orders.order_id,
    orders.exchange_order_id,
    orders.account_id,
    orders.owner_id,
    orders.strategy_id,
    accounts.environment,
    orders.symbol as native_symbol,
    1 as leg_count,
    orders.side,
    orders.position_side,
    orders.order_type,
    orders.native_order_type,
    null::text as spread_type,
    orders.time_in_force,
    orders.status,
    orders.native_status,
    null::text as status_reason,
    orders.quantity as requested_quantity,
    null::numeric as requested_amount_usd,
    orders.limit_price,
    orders.stop_price as trigger_price,
    orders.filled_quantity as reported_filled_quantity,
    orders.average_fill_price as reported_average_price,
    orders.created_at,
    orders.filled_at as reported_filled_at,
    orders.cancelled_at,
    case
        when orders.status in ('filled', 'cancelled', 'rejected', 'expired')
            then coalesce(
                orders.cancelled_at,
                -- An order that expired with a part filled says when that part was.
                case when orders.status = 'filled' then orders.filled_at end,
                orders.updated_at
            )
    end as reported_ended_at,
    orders.loaded_at
from {{ ref('stg_patriot__orders') }} as orders
left join {{ ref('stg_patriot__accounts') }} as accounts
    on orders.account_id = accounts.account_id
