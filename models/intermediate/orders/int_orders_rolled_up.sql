{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['order_key'], 'unique': true},
        {'columns': ['instrument_key', 'order_date']},
    ]
) }}

-- Grain: one row per order up to the clock's reading, with what its executions made of it.
-- Executions are the truth, the platform's own sums stand in where it no longer keeps executions.
-- An order of several legs is filled as far as its least filled leg; its price is the net of one
-- spread per share, plus for what the order is for: paid by a buy, received by a sell.
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
        fills.fee_amount,
        fills.fee_usd,
        coalesce(fills.fee_currency, 'USD') as fee_currency,
        fills.gross_pnl_usd,
        fills.filled_at,
        coalesce(fills.filled_at > orders.cancelled_at, false) as is_late,
        case fills.side when 'buy' then fills.volume_usd else -fills.volume_usd end
            as signed_volume_usd
    from {{ ref('int_fills_costed') }} as fills
    inner join {{ ref('int_orders_conformed') }} as orders
        on fills.source_system = orders.source_system
        and fills.order_id = orders.order_id

),

executed_orders as (

    select
        order_key,
        count(*) as fills,
        sum(quantity) as quantity,
        coalesce(sum(quantity) filter (where is_late), 0) as late_quantity,
        sum(quantity * price) / sum(quantity) as average_price,
        max(multiplier) as multiplier,
        sum(volume_usd) as volume_usd,
        sum(signed_volume_usd) as net_volume_usd,
        count(*) filter (where volume_usd is null) as unconverted_fills,
        sum(gross_pnl_usd) as gross_pnl_usd,
        min(filled_at) as first_fill_at,
        max(filled_at) as last_fill_at
    from executions
    group by order_key

),

executed_legs as (

    select
        order_key,
        native_symbol,
        side,
        sum(quantity) as quantity,
        coalesce(sum(quantity) filter (where is_late), 0) as late_quantity,
        sum(quantity * price) / sum(quantity) as average_price
    from executions
    group by order_key, native_symbol, side

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
        executed_legs.average_price,
        trim_scale(round(
            coalesce(executed_legs.quantity, 0) * orders.requested_quantity
            / nullif(legs.quantity, 0), 8
        )) as filled_spreads,
        trim_scale(round(
            coalesce(executed_legs.quantity - executed_legs.late_quantity, 0)
            * orders.requested_quantity / nullif(legs.quantity, 0), 8
        )) as timely_spreads
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

),

fees as (

    select
        order_key,
        fee_currency,
        fee_amount,
        fee_usd
    from executions
    where fee_amount <> 0

    union all

    -- Fees the broker booked on a day without an execution of the order.
    select
        orders.order_key,
        'USD' as fee_currency,
        loose_fees.fees_usd as fee_amount,
        loose_fees.fees_usd as fee_usd
    from {{ ref('int_order_loose_fees') }} as loose_fees
    inner join {{ ref('int_orders_conformed') }} as orders
        on loose_fees.source_system = orders.source_system
        and loose_fees.order_id = orders.order_id

),

currency_fees as (

    select
        order_key,
        fee_currency,
        sum(fee_amount) as fee_amount,
        sum(fee_usd) as fee_usd,
        count(*) filter (where fee_usd is null) as unconverted_fees
    from fees
    group by order_key, fee_currency

),

-- Amounts in different assets have no sum: only dollars add up.
order_fees as (

    select
        order_key,
        case count(*) when 1 then min(fee_amount) end as fee_amount,
        case count(*) when 1 then min(fee_currency) end as fee_currency,
        jsonb_object_agg(fee_currency, trim_scale(fee_amount)) as fee_amounts,
        coalesce(sum(fee_usd), 0) as fees_usd,
        sum(unconverted_fees) as unconverted_fees
    from currency_fees
    group by order_key

),

filled as (

    select
        orders.*,
        clock.as_of,
        case when orders.cancelled_at <= clock.as_of then orders.cancelled_at end as ended_early_at,
        executed.fills,
        executed.first_fill_at,
        executed.last_fill_at,
        executed.volume_usd,
        executed.unconverted_fills,
        executed.gross_pnl_usd,
        spreads.legs,
        coalesce(spreads.multiplier, executed.multiplier) as multiplier,
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
        case when orders.leg_count > 1 then spreads.quantity else executed.quantity end
            as executed_quantity,
        case when orders.leg_count > 1 then spreads.late_quantity else executed.late_quantity end
            as late_quantity,
        coalesce(
            orders.side,
            case
                when spreads.net_price > 0 then 'buy'
                when spreads.net_price < 0 then 'sell'
            end
        ) as effective_side,
        case when orders.leg_count > 1 then spreads.net_price else executed.average_price end
            as executed_price
    from {{ ref('int_orders_conformed') }} as orders
    cross join {{ ref('clock') }} as clock
    left join executed_orders as executed on orders.order_key = executed.order_key
    left join spreads on orders.order_key = spreads.order_key

),

measured as (

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

),

-- A fill that is late does not undo a cancellation, and a partial fill is one without a word of
-- the platform. What the platform says of a time after the clock's reading has not happened yet.
judged as (

    select
        measured.*,
        case
            when status = 'rejected' and coalesce(reported_ended_at <= as_of, true) then 'rejected'
            when
                ended_early_at is not null
                and coalesce(
                    filled_quantity - coalesce(late_quantity, 0) < requested_quantity, true
                )
                then 'cancelled'
            when filled_quantity >= requested_quantity then 'filled'
            when
                status = 'filled' and coalesce(reported_filled_at, reported_ended_at) <= as_of
                then 'filled'
            when
                status in ('cancelled', 'expired') and coalesce(reported_ended_at <= as_of, true)
                then status
            when filled_quantity > 0 then 'partially_filled'
            when status = 'pending' then 'pending'
            else 'open'
        end as effective_status
    from measured

)

select
    judged.order_key,
    judged.account_key,
    judged.owner_key,
    judged.strategy_key,
    judged.instrument_key,
    judged.source_system,
    judged.order_id,
    judged.exchange_order_id,
    judged.account_id,
    judged.environment,
    judged.ticker,
    judged.native_symbol,
    judged.asset_class,
    judged.leg_count,
    judged.legs,
    judged.spread_type,
    judged.effective_side as side,
    judged.position_side,
    judged.order_type,
    judged.native_order_type,
    judged.time_in_force,
    judged.effective_status as status,
    judged.native_status,
    judged.status_reason,
    judged.effective_status in ('pending', 'open', 'partially_filled') as is_active,
    judged.filled_source,
    judged.requested_quantity,
    judged.requested_amount_usd,
    judged.filled_quantity,
    coalesce(judged.late_quantity, 0) as late_quantity,
    greatest(judged.requested_quantity - judged.filled_quantity, 0) as remaining_quantity,
    judged.reported_filled_quantity,
    judged.filled_quantity / nullif(judged.requested_quantity, 0) as fill_ratio,
    coalesce(judged.fills, 0) as fills,
    judged.quote_currency,
    judged.limit_price,
    judged.trigger_price,
    trim_scale(round(judged.average_price, 12)) as average_price,
    coalesce(judged.multiplier, 1) as multiplier,
    trim_scale(round(
        judged.filled_quantity * judged.average_price * coalesce(judged.multiplier, 1), 8
    )) as filled_amount,
    case judged.unconverted_fills when 0 then judged.filled_amount_usd end as filled_amount_usd,
    case judged.unconverted_fills when 0 then judged.volume_usd end as volume_usd,
    order_fees.fee_amount,
    order_fees.fee_currency,
    order_fees.fee_amounts,
    case
        when judged.filled_source = 'platform' then order_fees.fees_usd
        else coalesce(order_fees.fees_usd, 0)
    end as fees_usd,
    coalesce(order_fees.unconverted_fees, 0) as unconverted_fees,
    case
        when judged.filled_source = 'platform' then judged.gross_pnl_usd
        else coalesce(judged.gross_pnl_usd, 0)
    end as gross_pnl_usd,
    judged.created_at,
    judged.first_fill_at,
    judged.last_fill_at,
    case
        when judged.effective_status = 'filled'
            then coalesce(judged.last_fill_at, judged.reported_filled_at)
    end as filled_at,
    judged.ended_early_at as cancelled_at,
    case
        when judged.effective_status = 'filled'
            then coalesce(
                judged.last_fill_at, judged.reported_filled_at, judged.reported_ended_at
            )
        when judged.effective_status = 'cancelled'
            then coalesce(judged.ended_early_at, judged.reported_ended_at)
        when judged.effective_status in ('rejected', 'expired') then judged.reported_ended_at
    end as ended_at,
    case
        when judged.first_fill_at >= judged.created_at
            then judged.first_fill_at - judged.created_at
    end as time_to_first_fill,
    case
        when judged.last_fill_at >= judged.created_at
            then judged.last_fill_at - judged.created_at
    end as time_to_last_fill,
    judged.loaded_at,
    (
        coalesce(judged.created_at, judged.first_fill_at, judged.loaded_at) at time zone 'UTC'
    )::date as order_date
from judged
left join order_fees on judged.order_key = order_fees.order_key
