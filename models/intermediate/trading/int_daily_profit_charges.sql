{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, month and kind of cost: commission and swap are two columns of a
-- trade at the source.
with

account_months as (

    select
        trades.account_id,
        date_trunc('month', trades.trade_date::timestamp)::date as month_start_date,
        count(*) filter (where trades.commission_usd <> 0) as commissions,
        sum(trades.commission_usd) as commission_usd,
        count(*) filter (where trades.swap_usd <> 0) as swaps,
        sum(trades.swap_usd) as swap_usd
    from {{ ref('stg_daily_profit__closed_trades') }} as trades
    cross join {{ ref('clock') }} as clock
    where coalesce(trades.closed_at <= clock.as_of, trades.trade_date <= clock.as_of_date)
    group by trades.account_id, date_trunc('month', trades.trade_date::timestamp)

)

select
    account_id,
    month_start_date,
    'commission' as fee_type,
    'USD' as fee_currency,
    commissions as charges,
    0::bigint as unconverted_charges,
    commission_usd as fee_amount,
    commission_usd as fees_usd
from account_months
where commissions > 0

union all

select
    account_id,
    month_start_date,
    'swap',
    'USD',
    swaps,
    0,
    swap_usd as fee_amount,
    swap_usd as fees_usd
from account_months
where swaps > 0
