{{ config(tags=['whole_history']) }}

-- The daily fact and the performance mart take different ways from the same days: what an account
-- earned over its life is the sum of its days, and its equity is that after its last day.
with

days as (

    select
        days.account_key,
        sum(days.trades) as trades,
        sum(days.net_pnl_usd) as net_pnl_usd,
        sum(days.fees_usd) as fees_usd,
        (array_agg(days.equity_end_usd order by days.date_day desc))[1] as equity_usd
    from {{ ref('fct_account_daily') }} as days
    inner join {{ ref('clock') }} as clock on days.date_day <= clock.as_of_date
    group by days.account_key

)

select
    accounts.account_key,
    accounts.trades,
    days.trades as trades_of_days,
    accounts.net_pnl_usd,
    days.net_pnl_usd as net_pnl_usd_of_days,
    accounts.equity_usd,
    days.equity_usd as equity_usd_of_days
from {{ ref('account_performance') }} as accounts
inner join days on accounts.account_key = days.account_key
where
    accounts.trades <> days.trades
    or round(accounts.net_pnl_usd - days.net_pnl_usd, 6) <> 0
    or round(accounts.fees_usd - days.fees_usd, 6) <> 0
    or round(accounts.equity_usd - days.equity_usd, 6) <> 0
