{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and day on which money moved other than by trades:
-- deposits, withdrawals, journals, dividends and interest.
with

moves as (

    select
        transactions.account_id,
        coalesce(
            transactions.trade_date, (transactions.transacted_at at time zone 'UTC')::date
        ) as flow_date,
        transactions.net_amount_usd
    from {{ ref('stg_schwab__transactions') }} as transactions
    cross join {{ ref('clock') }} as clock
    where
        transactions.cash_flow_kind in ('external', 'income')
        and transactions.is_valid
        and transactions.transacted_at <= clock.as_of

)

select
    account_id,
    flow_date,
    sum(net_amount_usd) as flow_usd
from moves
group by account_id, flow_date
