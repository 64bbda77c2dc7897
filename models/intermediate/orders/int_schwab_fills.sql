{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per execution of one leg, and per line of the ledger that moves an instrument and
-- that no execution tells of.
-- The broker books fees per account, order and day; each execution carries its share by quantity.
-- Where a leg or an order was rejected, what it says of whose an execution is still holds.
with

legs as (

    select
        leg_id,
        order_id,
        symbol,
        side,
        instrument_type
    from {{ ref('stg_schwab__order_legs') }}

    union all

    select
        rejected.leg_id,
        rejected.order_id,
        rejected.symbol,
        rejected.side,
        rejected.instrument_type
    from {{ ref('int_schwab_rejected_legs') }} as rejected
    left join {{ ref('stg_schwab__order_legs') }} as accepted
        on rejected.leg_id = accepted.leg_id
    where accepted.leg_id is null

),

orders as (

    select
        order_id,
        account_id
    from {{ ref('stg_schwab__orders') }}

    union all

    select
        rejected.order_id,
        rejected.account_id
    from {{ ref('int_schwab_rejected_orders') }} as rejected
    left join {{ ref('stg_schwab__orders') }} as accepted
        on rejected.order_id = accepted.order_id
    where accepted.order_id is null

),

executions as (

    select
        executions.fill_id,
        legs.order_id,
        orders.account_id,
        legs.symbol as native_symbol,
        legs.side,
        legs.instrument_type,
        executions.quantity,
        executions.price,
        executions.filled_at,
        (executions.filled_at at time zone 'UTC')::date as fill_date
    from {{ ref('stg_schwab__executions') }} as executions
    inner join legs
        on executions.leg_id = legs.leg_id
    inner join orders
        on legs.order_id = orders.order_id

),

shared as (

    select
        executions.*,
        executions.quantity / nullif(
            sum(executions.quantity) over (
                partition by executions.order_id, executions.fill_date
            ), 0
        ) as quantity_share
    from executions

)

select
    shared.fill_id,
    shared.order_id,
    shared.account_id,
    null::text as strategy_id,
    'live' as environment,
    shared.native_symbol,
    'net' as position_bucket,
    shared.side,
    shared.quantity,
    shared.price,
    {{ schwab_multiplier('shared.instrument_type') }} as multiplier,
    coalesce(fees.fee_amount * shared.quantity_share, 0) as fee_amount,
    'USD' as fee_currency,
    null::numeric as platform_realized_pnl_usd,
    shared.filled_at
from shared
left join {{ ref('int_schwab_order_fees') }} as fees
    on shared.order_id = fees.order_id
    and shared.account_id = fees.account_id
    and shared.fill_date = fees.trade_date

union all

select
    'item:' || deliveries.item_id as fill_id,
    null as order_id,
    deliveries.account_id,
    null as strategy_id,
    'live' as environment,
    deliveries.native_symbol,
    'net' as position_bucket,
    deliveries.side,
    deliveries.quantity,
    deliveries.price,
    deliveries.multiplier,
    0 as fee_amount,
    'USD' as fee_currency,
    null as platform_realized_pnl_usd,
    deliveries.transacted_at as filled_at
from {{ ref('int_schwab_deliveries_booked') }} as deliveries
