{{ config(
    indexes=[
        {
            'columns': ['source_system', 'environment', 'instrument_key', 'order_date'],
            'unique': true,
        },
        {'columns': ['instrument_key', 'order_date']},
    ]
) }}

-- Grain: one row per platform, environment, instrument and UTC day on which orders were entered.
-- Simulated executions say nothing of real ones, so environments are apart.
with

orders as (

    select
        orders.*,
        slippages.filled_units * abs(slippages.limit_price) as limit_weight,
        slippages.filled_units * abs(slippages.trigger_price) as trigger_weight,
        slippages.filled_units * abs(slippages.arrival_price) as arrival_weight,
        slippages.limit_slippage_bps,
        slippages.trigger_slippage_bps,
        slippages.arrival_slippage_bps,
        slippages.arrival_bar_minutes
    from {{ ref('int_orders_rolled_up') }} as orders
    left join {{ ref('int_order_slippages') }} as slippages
        on orders.order_key = slippages.order_key

),

counted as (

    select
        source_system,
        environment,
        instrument_key,
        order_date,
        min(ticker) as ticker,
        min(asset_class) as asset_class,
        count(*) as orders,
        count(*) filter (where is_active) as active_orders,
        count(*) filter (where not is_active) as ended_orders,
        count(*) filter (where status = 'filled') as filled_orders,
        count(*) filter (where status = 'cancelled') as cancelled_orders,
        count(*) filter (where status = 'rejected') as rejected_orders,
        count(*) filter (where status = 'expired') as expired_orders,
        sum(fills) as fills,
        avg(fill_ratio) filter (where not is_active and status <> 'rejected') as fill_ratio,

        count(limit_slippage_bps) as limit_priced_orders,
        sum(limit_slippage_bps * limit_weight) filter (where limit_slippage_bps is not null)
        / nullif(sum(limit_weight) filter (where limit_slippage_bps is not null), 0)
            as limit_slippage_bps,
        count(trigger_slippage_bps) as trigger_priced_orders,
        sum(trigger_slippage_bps * trigger_weight) filter (where trigger_slippage_bps is not null)
        / nullif(sum(trigger_weight) filter (where trigger_slippage_bps is not null), 0)
            as trigger_slippage_bps,
        count(arrival_slippage_bps) as arrival_priced_orders,
        sum(arrival_slippage_bps * arrival_weight) filter (where arrival_slippage_bps is not null)
        / nullif(sum(arrival_weight) filter (where arrival_slippage_bps is not null), 0)
            as arrival_slippage_bps,
        max(arrival_bar_minutes) as arrival_bar_minutes,

        percentile_cont(0.5) within group (order by time_to_first_fill)
            as time_to_first_fill_p50,
        percentile_cont(0.95) within group (order by time_to_first_fill)
            as time_to_first_fill_p95,
        percentile_cont(0.5) within group (order by time_to_last_fill)
        filter (where status = 'filled') as time_to_last_fill_p50,
        percentile_cont(0.95) within group (order by time_to_last_fill)
        filter (where status = 'filled') as time_to_last_fill_p95,

        coalesce(sum(volume_usd), 0) as volume_usd,
        coalesce(sum(fees_usd), 0) as fees_usd,
        count(*) filter (
            where
            (filled_source = 'fills' and volume_usd is null)
            or filled_source = 'platform'
            or unconverted_fees > 0
        ) as unconverted_orders
    from orders
    group by source_system, environment, instrument_key, order_date

)

select
    counted.source_system,
    counted.environment,
    counted.instrument_key,
    counted.order_date,
    counted.ticker,
    counted.asset_class,

    -- counts and rates
    counted.orders,
    counted.active_orders,
    counted.ended_orders,
    counted.filled_orders,
    counted.cancelled_orders,
    counted.rejected_orders,
    counted.expired_orders,
    counted.fills::bigint as fills,
    counted.fill_ratio,
    counted.filled_orders::numeric / nullif(counted.ended_orders, 0) as complete_fill_rate,
    counted.cancelled_orders::numeric / nullif(counted.ended_orders, 0) as cancel_rate,
    counted.rejected_orders::numeric / nullif(counted.ended_orders, 0) as reject_rate,
    counted.expired_orders::numeric / nullif(counted.ended_orders, 0) as expiry_rate,

    -- slippage
    counted.limit_priced_orders,
    counted.limit_slippage_bps,
    counted.trigger_priced_orders,
    counted.trigger_slippage_bps,
    counted.arrival_priced_orders,
    counted.arrival_slippage_bps,
    counted.arrival_bar_minutes,

    -- speed
    counted.time_to_first_fill_p50,
    counted.time_to_first_fill_p95,
    counted.time_to_last_fill_p50,
    counted.time_to_last_fill_p95,

    -- money
    counted.volume_usd,
    counted.fees_usd,
    case
        when counted.unconverted_orders = 0
            then counted.fees_usd / nullif(counted.volume_usd, 0) * 10000
    end as fees_bps,
    counted.unconverted_orders,
    clock.as_of,
    now() as refreshed_at
from counted
cross join {{ ref('clock') }} as clock
