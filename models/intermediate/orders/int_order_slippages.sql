-- Grain: one row per order that was filled, at least in part.
-- Slippage is what the average price was worse than a reference, in basis points of it, and
-- positive when worse for us: a buy that paid more, a sell that brought less.
with

executed as (

    select
        orders.order_key,
        orders.filled_quantity * orders.multiplier as filled_units,
        case orders.side when 'buy' then 1 when 'sell' then -1 end * orders.average_price
            as signed_price,
        case orders.side when 'buy' then 1 when 'sell' then -1 end as direction,
        case
            when
                orders.order_type in (
                    'limit', 'stop_limit', 'take_profit_limit', 'limit_maker',
                    'net_debit', 'net_credit'
                )
                then nullif(orders.limit_price, 0)
        end as limit_price,
        nullif(orders.trigger_price, 0) as trigger_price,
        nullif(arrivals.arrival_price, 0) as arrival_price,
        arrivals.arrival_price_at,
        arrivals.arrival_bar_minutes,
        arrivals.arrival_price_source
    from {{ ref('int_orders_rolled_up') }} as orders
    left join {{ ref('int_order_arrival_prices') }} as arrivals
        on orders.order_key = arrivals.order_key
    where orders.filled_quantity > 0

)

select
    order_key,
    filled_units,
    limit_price,
    trigger_price,
    arrival_price,
    arrival_price_at,
    arrival_bar_minutes,
    arrival_price_source,
    trim_scale(round((signed_price - direction * limit_price) / limit_price * 10000, 6))
        as limit_slippage_bps,
    trim_scale(round((signed_price - direction * trigger_price) / trigger_price * 10000, 6))
        as trigger_slippage_bps,
    trim_scale(round((signed_price - direction * arrival_price) / arrival_price * 10000, 6))
        as arrival_slippage_bps
from executed
