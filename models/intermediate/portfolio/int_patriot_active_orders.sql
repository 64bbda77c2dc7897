{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per order that still works or waits, with what remains of it.
-- A stop without a limit trades around its trigger, so that the trigger is its price.
select
    orders.order_id,
    orders.account_id,
    orders.symbol as native_symbol,
    orders.order_type,
    orders.is_reduce_only,
    orders.quantity - coalesce(orders.filled_quantity, 0) as remaining_quantity,
    coalesce(orders.limit_price, orders.stop_price) as order_price,
    orders.created_at
from {{ ref('stg_patriot__orders') }} as orders
cross join {{ ref('clock') }} as clock
where
    orders.status in ('pending', 'open', 'partially_filled')
    and orders.created_at <= clock.as_of
