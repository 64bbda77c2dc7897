{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account, order and day on which the broker booked fees.
select
    account_id,
    order_id,
    trade_date,
    min(transaction_id) as transaction_id,
    min(transacted_at) as transacted_at,
    sum(fee_amount) as fee_amount
from {{ ref('int_schwab_fees_booked') }}
group by account_id, order_id, trade_date
