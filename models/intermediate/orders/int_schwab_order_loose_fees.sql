{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account, order and day with fees but no execution that could carry them.
select
    loose_fees.trade_id,
    booked.order_id,
    loose_fees.fees_usd,
    loose_fees.closed_at as charged_at,
    loose_fees.trade_date
from {{ ref('int_schwab_loose_fees') }} as loose_fees
inner join {{ ref('int_schwab_order_fees') }} as booked
    on loose_fees.trade_id = 'fee:' || booked.transaction_id
where booked.order_id is not null
