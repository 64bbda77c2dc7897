{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per order, with its legs folded in.
-- An order of several legs is about their common underlying and counts in spreads; what it is
-- bought or sold for is its net price.
with

folded as (

    select
        order_id,
        count(*) as leg_count,
        min(native_symbol) as native_symbol,
        min(side) as side,
        case
            when
                min(underlying_symbol) = max(underlying_symbol)
                and count(underlying_symbol) = count(*)
                then min(underlying_symbol)
        end as underlying_symbol,
        sum(requested_amount_usd) as requested_amount_usd
    from {{ ref('int_schwab_order_legs') }}
    group by order_id

)

select
    orders.order_id,
    orders.broker_order_id as exchange_order_id,
    orders.account_id,
    null::text as owner_id,
    null::text as strategy_id,
    orders.environment,
    case folded.leg_count when 1 then folded.native_symbol else folded.underlying_symbol end
        as native_symbol,
    folded.leg_count,
    case
        when folded.leg_count = 1 then folded.side
        when orders.order_type = 'net_debit' then 'buy'
        when orders.order_type = 'net_credit' then 'sell'
    end as side,
    null::text as position_side,
    orders.order_type,
    orders.native_order_type,
    orders.spread_type,
    orders.time_in_force,
    -- What became of an order without a known status, its executions tell, and that it was closed.
    case
        when orders.status is not null then orders.status
        when orders.closed_at is not null then 'cancelled'
        else 'open'
    end as status,
    orders.native_status,
    orders.status_reason,
    orders.quantity as requested_quantity,
    folded.requested_amount_usd,
    orders.limit_price,
    orders.stop_price as trigger_price,
    orders.filled_quantity as reported_filled_quantity,
    null::numeric as reported_average_price,
    orders.created_at,
    orders.filled_at as reported_filled_at,
    orders.cancelled_at,
    case
        when coalesce(orders.status, '') not in ('pending', 'open')
            then coalesce(orders.closed_at, orders.cancelled_at)
    end as reported_ended_at,
    orders.loaded_at
from {{ ref('stg_schwab__orders') }} as orders
left join folded on orders.order_id = folded.order_id
