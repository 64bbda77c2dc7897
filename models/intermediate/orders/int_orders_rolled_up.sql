{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['order_key'], 'unique': true},
        {'columns': ['instrument_key', 'order_date']},
    ]
) }}

-- Grain: one row per order up to the clock's reading, with what its executions made of it.
-- Executions are the truth, the platform's own sums stand in where it no longer keeps executions.
with

-- A fill that is late does not undo a cancellation, and a partial fill is one without a word of
-- the platform. What the platform says of a time after the clock's reading has not happened yet. An
-- order that was refused and executed all the same was cut short, not refused.
judged as (

    select
        measured.*,
        case
            when
                status = 'rejected' and fills is null
                and coalesce(reported_ended_at <= as_of, true)
                then 'rejected'
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
                status in ('cancelled', 'expired', 'rejected')
                and coalesce(reported_ended_at <= as_of, true)
                then case status when 'rejected' then 'cancelled' else status end
            when filled_quantity > 0 then 'partially_filled'
            when status = 'pending' then 'pending'
            else 'open'
        end as effective_status
    from {{ ref('int_orders_measured') }} as measured

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
    judged.strategy_id,
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
    -- greatest() passes over nulls: of an unknown quantity nothing is known to remain
    case
        when judged.requested_quantity is not null
            then greatest(judged.requested_quantity - judged.filled_quantity, 0)
    end as remaining_quantity,
    judged.reported_filled_quantity,
    -- executions beyond the request are shown as they are; the share of the request is all of it
    case
        when judged.requested_quantity <> 0
            then least(judged.filled_quantity / judged.requested_quantity, 1)
    end as fill_ratio,
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
        when judged.filled_source = 'platform' or order_fees.unconverted_fees > 0
            then order_fees.fees_usd
        else coalesce(order_fees.fees_usd, 0)
    end as fees_usd,
    order_fees.fee_rate_granularity,
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
left join {{ ref('int_order_fees_totalled') }} as order_fees
    on judged.source_system = order_fees.source_system
    and judged.order_id = order_fees.order_id
