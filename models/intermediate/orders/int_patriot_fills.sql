{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per execution. In hedge mode long and short positions live side by side. The
-- environment is that of the account, joined in int_fills_costed. Where an order was rejected, what
-- it says of whose an execution is still holds.
select
    fills.fill_id,
    fills.order_id,
    coalesce(orders.account_id, rejected.account_id) as account_id,
    case when orders.order_id is null then rejected.strategy_id else orders.strategy_id end
        as strategy_id,
    null::text as environment,
    coalesce(orders.symbol, rejected.symbol) as native_symbol,
    coalesce(
        case when orders.order_id is null then rejected.position_side else orders.position_side end,
        'both'
    ) as position_bucket,
    coalesce(orders.side, rejected.side) as side,
    fills.quantity,
    fills.price,
    1 as multiplier,
    fills.fee_amount,
    fills.fee_currency,
    null::numeric as platform_realized_pnl_usd,
    fills.filled_at
from {{ ref('stg_patriot__fills') }} as fills
left join {{ ref('stg_patriot__orders') }} as orders
    on fills.order_id = orders.order_id
left join {{ ref('int_patriot_rejected_orders') }} as rejected
    on fills.order_id = rejected.order_id
where coalesce(orders.order_id, rejected.order_id) is not null
