{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and day on which money moved other than by trades:
-- deposits, withdrawals, journals, dividends and interest. The flow of an entry is what remains of
-- its net amount without the fees, which are costs, and without what instruments were paid with.
with

counted_elsewhere as (

    select
        transaction_id,
        -fee_amount as moved_usd
    from {{ ref('int_schwab_fees_booked') }}

    union all

    select
        transaction_id,
        cost_usd
    from {{ ref('int_schwab_deliveries_booked') }}

),

elsewhere as (

    select
        transaction_id,
        sum(moved_usd) as moved_usd
    from counted_elsewhere
    group by transaction_id

),

moves as (

    select
        transactions.account_id,
        coalesce(
            transactions.trade_date, (transactions.transacted_at at time zone 'UTC')::date
        ) as flow_date,
        transactions.net_amount_usd - coalesce(elsewhere.moved_usd, 0) as flow_usd
    from {{ ref('stg_schwab__transactions') }} as transactions
    cross join {{ ref('clock') }} as clock
    left join elsewhere
        on transactions.transaction_id = elsewhere.transaction_id
    where
        (
            transactions.cash_flow_kind in ('external', 'income')
            -- The money of an order is that of its executions.
            or (transactions.cash_flow_kind = 'trade' and transactions.order_id is null)
        )
        and transactions.is_valid
        and transactions.transacted_at <= clock.as_of

)

select
    account_id,
    flow_date,
    sum(flow_usd) as flow_usd
from moves
group by account_id, flow_date
