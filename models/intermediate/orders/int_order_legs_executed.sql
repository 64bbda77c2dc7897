-- Grain: one row per order, symbol and side with executions up to the clock's reading.
-- Amounts are sums, so that those of an order are sums of these.
with

executions as (

    select
        orders.order_key,
        fills.native_symbol,
        fills.side,
        fills.quantity,
        fills.price,
        fills.multiplier,
        fills.volume_usd,
        fills.gross_pnl_usd,
        fills.filled_at,
        coalesce(fills.filled_at > orders.cancelled_at, false) as is_late,
        case fills.side when 'buy' then fills.volume_usd else -fills.volume_usd end
            as signed_volume_usd
    from {{ ref('int_fills_costed') }} as fills
    inner join {{ ref('int_orders_conformed') }} as orders
        on fills.source_system = orders.source_system
        and fills.order_id = orders.order_id

)

select
    order_key,
    native_symbol,
    side,
    count(*) as fills,
    sum(quantity) as quantity,
    coalesce(sum(quantity) filter (where is_late), 0) as late_quantity,
    sum(quantity * price) as priced_quantity,
    max(multiplier) as multiplier,
    sum(volume_usd) as volume_usd,
    sum(signed_volume_usd) as net_volume_usd,
    count(*) filter (where volume_usd is null) as unconverted_fills,
    sum(gross_pnl_usd) as gross_pnl_usd,
    min(filled_at) as first_fill_at,
    max(filled_at) as last_fill_at
from executions
group by order_key, native_symbol, side
