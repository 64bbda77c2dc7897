{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, month and kind of cost: commission and swap are two columns of a
-- trade at the source.
select
    account_id,
    month_start as month_start_date,
    'commission' as fee_type,
    'USD' as fee_currency,
    commissions as charges,
    0::bigint as unconverted_charges,
    commission_usd as fee_amount,
    commission_usd as fees_usd
from {{ ref('int_daily_profit_account_months') }}
where commissions > 0

union all

select
    account_id,
    month_start as month_start_date,
    'swap' as fee_type,
    'USD' as fee_currency,
    swaps as charges,
    0 as unconverted_charges,
    swap_usd as fee_amount,
    swap_usd as fees_usd
from {{ ref('int_daily_profit_account_months') }}
where swaps > 0
