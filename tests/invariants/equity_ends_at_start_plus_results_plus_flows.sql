{{ config(tags=['whole_history']) }}

-- An account's equity is what it opened with, and all its results and cash flows since.
-- The mart takes the end of the daily series; this adds up the days beside it.
with

moved as (

    select
        book_key as account_key,
        sum(net_pnl_usd) + sum(flow_usd) as moved_usd
    from {{ ref('int_performance_days') }}
    where book_type = 'account'
    group by book_key

)

select
    accounts.account_key,
    accounts.equity_usd,
    accounts.opening_equity_usd,
    moved.moved_usd
from {{ ref('account_performance') }} as accounts
inner join moved on accounts.account_key = moved.account_key
where round(accounts.equity_usd - accounts.opening_equity_usd - moved.moved_usd, 6) <> 0
