{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and day on which money moved other than by trades:
-- deposits, withdrawals, journals, dividends and interest. An entry's net amount is less its fees,
-- which are costs: the flow is what moved without them.
with

fees as (

    select
        transaction_id,
        sum(fee_amount) as fee_amount
    from {{ ref('int_schwab_fees_booked') }}
    group by transaction_id

),

moves as (

    select
        transactions.account_id,
        coalesce(
            transactions.trade_date, (transactions.transacted_at at time zone 'UTC')::date
        ) as flow_date,
        transactions.net_amount_usd + coalesce(fees.fee_amount, 0) as flow_usd
    from {{ ref('stg_schwab__transactions') }} as transactions
    cross join {{ ref('clock') }} as clock
    left join fees
        on transactions.transaction_id = fees.transaction_id
    where
        transactions.cash_flow_kind in ('external', 'income')
        and transactions.is_valid
        and transactions.transacted_at <= clock.as_of

)

select
    account_id,
    flow_date,
    sum(flow_usd) as flow_usd
from moves
group by account_id, flow_date
