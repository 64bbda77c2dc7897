{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per ledger entry of a fee, on the day it counts on. What a fee of the broker is,
-- is said here only.
select
    items.item_id,
    transactions.transaction_id,
    transactions.account_id,
    transactions.order_id,
    transactions.transacted_at,
    coalesce(
        transactions.trade_date, (transactions.transacted_at at time zone 'UTC')::date
    ) as trade_date,
    items.fee_type,
    items.fee_amount
from {{ ref('stg_schwab__transaction_items') }} as items
inner join {{ ref('stg_schwab__transactions') }} as transactions
    on items.transaction_id = transactions.transaction_id
where items.fee_amount is not null and transactions.is_valid
