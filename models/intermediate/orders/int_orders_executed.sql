-- Grain: one row per order with executions or with several legs, up to the clock's reading.
-- An order of several legs is filled as far as its least filled leg; its price is the net of one
-- spread per share, plus for what is paid, minus for what is received.
with

executed_legs as (

    select
        order_key,
        native_symbol,
        side,
        fills,
        quantity,
        late_quantity,
        priced_quantity,
        multiplier,
        volume_usd,
        net_volume_usd,
        unconverted_fills,
        gross_pnl_usd,
        first_fill_at,
        last_fill_at
    from {{ ref('int_order_legs_executed') }}

),

executed_orders as (

    select
        order_key,
        sum(fills)::bigint as fills,
        sum(quantity) as quantity,
        sum(late_quantity) as late_quantity,
        sum(priced_quantity) / sum(quantity) as average_price,
        max(multiplier) as multiplier,
        sum(volume_usd) as volume_usd,
        sum(net_volume_usd) as net_volume_usd,
        sum(unconverted_fills)::bigint as unconverted_fills,
        sum(gross_pnl_usd) as gross_pnl_usd,
        min(first_fill_at) as first_fill_at,
        max(last_fill_at) as last_fill_at
    from executed_legs
    group by order_key

),

legs as (

    select
        orders.order_key,
        legs.leg_number,
        legs.native_symbol,
        legs.side,
        legs.quantity,
        legs.multiplier,
        orders.requested_quantity,
        coalesce(executed_legs.quantity, 0) as filled_quantity,
        executed_legs.priced_quantity / executed_legs.quantity as average_price,
        -- A leg without an execution allows no spread, whatever is said of its quantity.
        case
            when executed_legs.quantity is null then 0
            else trim_scale(round(
                executed_legs.quantity * orders.requested_quantity / nullif(legs.quantity, 0), 8
            ))
        end as filled_spreads,
        case
            when executed_legs.quantity is null then 0
            else trim_scale(round(
                (executed_legs.quantity - executed_legs.late_quantity)
                * orders.requested_quantity / nullif(legs.quantity, 0), 8
            ))
        end as timely_spreads
    from {{ ref('int_order_legs_conformed') }} as legs
    inner join {{ ref('int_orders_conformed') }} as orders
        on legs.source_system = orders.source_system
        and legs.order_id = orders.order_id
    left join executed_legs
        on orders.order_key = executed_legs.order_key
        and legs.native_symbol = executed_legs.native_symbol
        and legs.side = executed_legs.side
    where orders.leg_count > 1

),

-- Premiums and shares meet per share: an option contract is a hundred of them.
spreads as (

    select
        order_key,
        max(multiplier) as multiplier,
        min(filled_spreads) as quantity,
        min(filled_spreads) - min(timely_spreads) as late_quantity,
        case
            when bool_and(filled_quantity > 0) then
                sum(
                    case side when 'buy' then 1 else -1 end
                    * quantity * average_price * multiplier
                ) / max(multiplier * requested_quantity)
        end as net_price,
        jsonb_agg(
            jsonb_build_object(
                'symbol', native_symbol,
                'side', side,
                'quantity', trim_scale(quantity),
                'filled_quantity', trim_scale(filled_quantity),
                'average_price', trim_scale(round(average_price, 8))
            )
            order by leg_number, native_symbol, side
        ) as legs
    from legs
    group by order_key

)

select
    coalesce(executed.order_key, spreads.order_key) as order_key,
    executed.fills,
    executed.quantity,
    executed.late_quantity,
    executed.average_price,
    executed.volume_usd,
    executed.net_volume_usd,
    executed.unconverted_fills,
    executed.gross_pnl_usd,
    executed.first_fill_at,
    executed.last_fill_at,
    coalesce(spreads.multiplier, executed.multiplier) as multiplier,
    spreads.quantity as spread_quantity,
    spreads.late_quantity as spread_late_quantity,
    trim_scale(spreads.net_price) as net_price,
    spreads.legs
from executed_orders as executed
full join spreads on executed.order_key = spreads.order_key
