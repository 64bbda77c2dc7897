-- The days of execution_quality hold the orders, executions, value and fees of order_history.
with

orders as (

    select
        source_system,
        environment,
        count(*) as orders,
        sum(fills) as fills,
        sum(volume_usd) as volume_usd,
        sum(fees_usd) as fees_usd
    from {{ ref('order_history') }}
    group by source_system, environment

),

days as (

    select
        source_system,
        environment,
        sum(orders) as orders,
        sum(fills) as fills,
        sum(volume_usd) as volume_usd,
        sum(fees_usd) as fees_usd
    from {{ ref('execution_quality') }}
    group by source_system, environment

)

select
    orders.source_system,
    orders.environment,
    orders.orders as order_history_orders,
    days.orders as execution_quality_orders,
    orders.fills as order_history_fills,
    days.fills as execution_quality_fills
from orders
full join days
    on orders.source_system = days.source_system
    and orders.environment is not distinct from days.environment
where
    orders.orders is distinct from days.orders
    or orders.fills is distinct from days.fills
    or round(coalesce(orders.volume_usd, 0) - coalesce(days.volume_usd, 0), 6) <> 0
    or round(coalesce(orders.fees_usd, 0) - coalesce(days.fees_usd, 0), 6) <> 0
