{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per execution. In hedge mode long and short positions live side by side. The
-- environment is that of the account, joined in int_fills_costed. Where an order was rejected, what
-- it says of whose an execution is still holds. A fee of no stated currency is not one in dollars.
select
    fills.fill_id,
    fills.order_id,
    orders.account_id,
    orders.strategy_id,
    null::text as environment,
    orders.symbol as native_symbol,
    coalesce(orders.position_side, 'both') as position_bucket,
    orders.side,
    fills.quantity,
    fills.price,
    1 as multiplier,
    fills.fee_amount,
    coalesce(fills.fee_currency, case when fills.fee_amount <> 0 then 'unknown' end)
        as fee_currency,
    null::numeric as platform_realized_pnl_usd,
    fills.filled_at
from {{ ref('stg_patriot__fills') }} as fills
inner join {{ ref('int_patriot_order_links') }} as orders
    on fills.order_id = orders.order_id
