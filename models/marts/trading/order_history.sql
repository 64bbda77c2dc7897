{{ config(
    indexes=[
        {'columns': ['order_key'], 'unique': true},
        {'columns': ['account_key', 'created_at']},
        {'columns': ['owner_key', 'created_at']},
        {'columns': ['instrument_key', 'created_at']},
        {'columns': ['strategy_key']},
        {'columns': ['source_system', 'status']},
    ]
) }}

-- Grain: one row per order of every platform, its legs and executions folded in.
select
    orders.order_key,
    orders.account_key,
    coalesce(orders.owner_key, accounts.owner_key) as owner_key,
    orders.strategy_key,
    orders.instrument_key,
    orders.source_system,
    orders.order_id,
    orders.exchange_order_id,
    orders.account_id,
    orders.environment,
    orders.ticker,
    orders.native_symbol,
    orders.asset_class,

    -- what was asked for
    orders.side,
    orders.position_side,
    orders.order_type,
    orders.native_order_type,
    orders.spread_type,
    orders.leg_count,
    orders.legs,
    orders.time_in_force,
    orders.requested_quantity,
    orders.requested_amount_usd,
    orders.limit_price,
    orders.trigger_price,

    -- what became of it
    orders.status,
    orders.native_status,
    orders.status_reason,
    orders.is_active,
    orders.fills,
    orders.filled_source,
    orders.filled_quantity,
    orders.late_quantity,
    orders.remaining_quantity,
    orders.reported_filled_quantity,
    orders.fill_ratio,

    -- money
    orders.quote_currency,
    orders.average_price,
    orders.filled_amount,
    orders.filled_amount_usd,
    orders.volume_usd,
    orders.fee_amount,
    orders.fee_currency,
    orders.fee_amounts,
    orders.fees_usd,
    orders.fee_rate_granularity,
    orders.unconverted_fees,
    orders.gross_pnl_usd,

    -- times
    orders.created_at,
    orders.first_fill_at,
    orders.last_fill_at,
    orders.filled_at,
    orders.cancelled_at,
    orders.ended_at,
    orders.time_to_first_fill,
    orders.time_to_last_fill,
    orders.order_date,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_orders_rolled_up') }} as orders
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_accounts') }} as accounts
    on orders.account_key = accounts.account_key
