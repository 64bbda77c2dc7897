{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per execution of one leg, and per option that ran out worthless.
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

),

-- An expired option leaves by a ledger entry without an order; it closes the position at nothing.
expired as (

    select
        'item:' || items.item_id as fill_id,
        transactions.account_id,
        items.symbol as native_symbol,
        items.quantity as signed_quantity,
        transactions.transacted_at as filled_at
    from {{ ref('stg_schwab__transaction_items') }} as items
    inner join {{ ref('stg_schwab__transactions') }} as transactions
        on items.transaction_id = transactions.transaction_id
    where
        transactions.native_transaction_type = 'RECEIVE_AND_DELIVER'
        and transactions.is_valid
        and items.instrument_type = 'option'
        and items.quantity <> 0
        and coalesce(items.cost_usd, 0) = 0

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
    case when shared.instrument_type = 'option' then 100 else 1 end as multiplier,
    coalesce(fees.fee_amount * shared.quantity_share, 0) as fee_amount,
    'USD' as fee_currency,
    null::numeric as platform_realized_pnl_usd,
    shared.filled_at
from shared
left join {{ ref('int_schwab_order_fees') }} as fees
    on
        shared.order_id = fees.order_id
        and shared.account_id = fees.account_id
        and shared.fill_date = fees.trade_date

union all

select
    expired.fill_id,
    null as order_id,
    expired.account_id,
    null as strategy_id,
    'live' as environment,
    expired.native_symbol,
    'net' as position_bucket,
    case when expired.signed_quantity > 0 then 'buy' else 'sell' end as side,
    abs(expired.signed_quantity) as quantity,
    0 as price,
    100 as multiplier,
    0 as fee_amount,
    'USD' as fee_currency,
    null as platform_realized_pnl_usd,
    expired.filled_at
from expired
