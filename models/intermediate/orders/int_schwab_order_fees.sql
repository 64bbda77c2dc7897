{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account, order and day on which the broker booked fees.
with

booked as (

    select
        transactions.transaction_id,
        transactions.account_id,
        transactions.order_id,
        transactions.transacted_at,
        coalesce(
            transactions.trade_date, (transactions.transacted_at at time zone 'UTC')::date
        ) as trade_date,
        items.fee_amount
    from {{ ref('stg_schwab__transaction_items') }} as items
    inner join {{ ref('stg_schwab__transactions') }} as transactions
        on items.transaction_id = transactions.transaction_id
    where items.fee_amount is not null and transactions.is_valid

)

select
    account_id,
    order_id,
    trade_date,
    min(transaction_id) as transaction_id,
    min(transacted_at) as transacted_at,
    sum(fee_amount) as fee_amount
from booked
group by account_id, order_id, trade_date
