-- An order fills to what was asked for and no further, unless its executions, of a spread those of
-- its least executed leg, are more themselves: rules of the source report that. Its executions in
-- time and after its end are what was filled.
with

legs as (

    select
        source_system,
        order_id,
        native_symbol,
        side,
        sum(quantity) as quantity
    from {{ ref('int_fills_conformed') }}
    group by source_system, order_id, native_symbol, side

),

executed as (

    select
        source_system,
        order_id,
        sum(quantity) as quantity,
        min(quantity) as spread_quantity
    from legs
    group by source_system, order_id

)

select
    orders.source_system,
    orders.order_id,
    orders.requested_quantity,
    orders.filled_quantity,
    orders.late_quantity
from {{ ref('order_history') }} as orders
left join executed
    on orders.source_system = executed.source_system
    and orders.order_id = executed.order_id
where
    orders.filled_quantity > greatest(
        orders.requested_quantity,
        case when orders.leg_count > 1 then executed.spread_quantity else executed.quantity end
    )
    or orders.late_quantity > orders.filled_quantity
    or orders.late_quantity < 0
