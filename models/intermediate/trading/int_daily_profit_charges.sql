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
    account_months.account_id,
    account_months.month_start_date,
    costs.fee_type,
    'USD' as fee_currency,
    costs.charges,
    0::bigint as unconverted_charges,
    costs.fee_amount,
    costs.fee_amount as fees_usd
from account_months
cross join lateral (
    values
    ('commission', account_months.commissions, account_months.commission_usd),
    ('swap', account_months.swaps, account_months.swap_usd)
) as costs (fee_type, charges, fee_amount)
where costs.charges > 0
