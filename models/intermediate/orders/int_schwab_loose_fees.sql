{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account, order and day with fees but no execution that could carry them, as
-- where another account than the order's was charged.
select
    'fee:' || fees.transaction_id as trade_id,
    fees.account_id,
    fees.fee_amount as fees_usd,
    fees.transacted_at as closed_at,
    fees.trade_date
from {{ ref('int_schwab_order_fees') }} as fees
where not exists (
    select 1 from {{ ref('int_schwab_fills') }} as fills
    where
        fills.order_id = fees.order_id
        and fills.account_id = fees.account_id
        and (fills.filled_at at time zone 'UTC')::date = fees.trade_date
)
