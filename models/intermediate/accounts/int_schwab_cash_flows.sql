{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and day on which money moved other than by trades:
-- deposits, withdrawals, journals, dividends and interest.
with

moves as (

    select
        account_id,
        coalesce(trade_date, (transacted_at at time zone 'UTC')::date) as flow_date,
        net_amount_usd
    from {{ ref('stg_schwab__transactions') }}
    where cash_flow_kind in ('external', 'income') and is_valid

)

select
    account_id,
    flow_date,
    sum(net_amount_usd) as flow_usd
from moves
group by account_id, flow_date
