-- Grain: one row per order up to the clock's reading, with how much was filled at which price.
-- Executions are the truth, the platform's own sums stand in where it no longer keeps executions.
-- The price of a spread is plus for what the order is for: paid by a buy, received by a sell.
with

filled as (

    select
        orders.order_key,
        orders.account_key,
        orders.owner_key,
        orders.strategy_key,
        orders.instrument_key,
        orders.source_system,
        orders.order_id,
        orders.exchange_order_id,
        orders.account_id,
        orders.strategy_id,
        orders.environment,
        orders.ticker,
        orders.native_symbol,
        orders.asset_class,
        orders.quote_currency,
        orders.leg_count,
        orders.side,
        orders.position_side,
        orders.order_type,
        orders.native_order_type,
        orders.spread_type,
        orders.time_in_force,
        orders.status,
        orders.native_status,
        orders.status_reason,
        orders.requested_quantity,
        orders.requested_amount_usd,
        orders.limit_price,
        orders.trigger_price,
        orders.reported_filled_quantity,
        orders.reported_average_price,
        orders.created_at,
        orders.reported_filled_at,
        orders.reported_ended_at,
        orders.loaded_at,
        clock.as_of,
        case when orders.cancelled_at <= clock.as_of then orders.cancelled_at end as ended_early_at,
        executed.fills,
        executed.first_fill_at,
        executed.last_fill_at,
        executed.volume_usd,
        executed.unconverted_fills,
        executed.gross_pnl_usd,
        executed.legs,
        executed.multiplier,
        case
            when orders.leg_count > 1 then abs(executed.net_volume_usd)
            else executed.volume_usd
        end as filled_amount_usd,
        case
            when executed.fills is not null then 'fills'
            when
                orders.reported_filled_quantity > 0
                and coalesce(orders.reported_ended_at, orders.loaded_at) <= clock.as_of
                then 'platform'
        end as filled_source,
        case
            when orders.leg_count > 1 then executed.spread_quantity
            else executed.quantity
        end as executed_quantity,
        case
            when orders.leg_count > 1 then executed.spread_late_quantity
            else executed.late_quantity
        end as late_quantity,
        coalesce(
            orders.side,
            case
                when executed.net_price > 0 then 'buy'
                when executed.net_price < 0 then 'sell'
            end
        ) as effective_side,
        case when orders.leg_count > 1 then executed.net_price else executed.average_price end
            as executed_price
    from {{ ref('int_orders_conformed') }} as orders
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_orders_executed') }} as executed
        on orders.order_key = executed.order_key

)

select
    filled.*,
    case filled_source
        when 'fills' then executed_quantity
        when 'platform' then reported_filled_quantity
        else 0
    end as filled_quantity,
    case filled_source
        when 'platform' then reported_average_price
        when 'fills'
            then executed_price * case
                when leg_count > 1 and effective_side = 'sell' then -1
                else 1
            end
    end as average_price
from filled
