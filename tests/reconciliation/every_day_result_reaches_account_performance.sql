{{ config(tags=['whole_history']) }}

-- Money is the same on both sides of the metrics: per platform, the results of all days are the
-- lifetime results of all accounts.
with

days as (

    select
        accounts.source_system,
        sum(days.net_pnl_usd) as net_pnl_usd,
        sum(days.fees_usd) as fees_usd
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('clock') }} as clock on days.series_date <= clock.as_of_date
    inner join {{ ref('int_accounts_conformed') }} as accounts
        on days.book_key = accounts.account_key
    where days.book_type = 'account'
    group by accounts.source_system

),

marts as (

    select
        source_system,
        sum(net_pnl_usd) as net_pnl_usd,
        sum(fees_usd) as fees_usd
    from {{ ref('account_performance') }}
    group by source_system

)

select
    marts.source_system,
    days.net_pnl_usd as days_net_pnl_usd,
    marts.net_pnl_usd as marts_net_pnl_usd,
    days.fees_usd as days_fees_usd,
    marts.fees_usd as marts_fees_usd
from marts
left join days on marts.source_system = days.source_system
where
    round(marts.net_pnl_usd - coalesce(days.net_pnl_usd, 0), 6) <> 0
    or round(marts.fees_usd - coalesce(days.fees_usd, 0), 6) <> 0
