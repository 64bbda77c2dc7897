{{ config(enabled=system_enabled('schwab')) }}

-- By type, what the broker's ledger booked in the months before the clock's is what costs say. They
-- take fees by the executions they belong to; this adds up the ledger alone.
with

booked as (

    select
        items.fee_type,
        sum(items.fee_amount) as fee_amount
    from {{ ref('stg_schwab__transaction_items') }} as items
    inner join {{ ref('stg_schwab__transactions') }} as transactions
        on items.transaction_id = transactions.transaction_id
    inner join {{ ref('clock') }} as clock
        on transactions.trade_date < date_trunc('month', clock.as_of_date::timestamp)
        and transactions.transacted_at <= clock.as_of
    where transactions.is_valid and items.fee_amount <> 0
    group by items.fee_type

),

costs as (

    select
        costs.fee_type,
        sum(costs.fee_amount) as fee_amount
    from {{ ref('trading_costs') }} as costs
    inner join {{ ref('clock') }} as clock
        on costs.month_start_date < date_trunc('month', clock.as_of_date::timestamp)
    where costs.source_system = 'schwab'
    group by costs.fee_type

)

select
    coalesce(booked.fee_type, costs.fee_type) as fee_type,
    booked.fee_amount as booked_fee_amount,
    costs.fee_amount as costs_fee_amount
from booked
full join costs on booked.fee_type = costs.fee_type
where round(coalesce(booked.fee_amount, 0) - coalesce(costs.fee_amount, 0), 6) <> 0
