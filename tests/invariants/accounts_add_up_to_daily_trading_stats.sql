{{ config(tags=['whole_history']) }}

-- A day of a platform is the sum of the days of its accounts, paper and live apart, and no day with
-- money is left out.
with

accounts as (

    select
        accounts.source_system,
        accounts.environment,
        days.series_date as trade_date,
        sum(days.trades) as trades,
        sum(days.winning_trades) as winning_trades,
        sum(days.volume_usd) as volume_usd,
        sum(days.gross_pnl_usd) as gross_pnl_usd,
        sum(days.fees_usd) as fees_usd
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('dim_accounts') }} as accounts
        on days.book_key = accounts.account_key
    where days.book_type = 'account'
    group by accounts.source_system, accounts.environment, days.series_date

)

select
    coalesce(accounts.source_system, stats.source_system) as source_system,
    coalesce(accounts.environment, stats.environment) as environment,
    coalesce(accounts.trade_date, stats.trade_date) as trade_date,
    accounts.trades as accounts_trades,
    stats.trades as stats_trades,
    accounts.fees_usd as accounts_fees_usd,
    stats.fees_usd as stats_fees_usd
from accounts
full join {{ ref('daily_trading_stats') }} as stats
    on accounts.source_system = stats.source_system
    and accounts.environment = stats.environment
    and accounts.trade_date = stats.trade_date
where
    coalesce(accounts.trades, 0) <> coalesce(stats.trades, 0)
    or coalesce(accounts.winning_trades, 0) <> coalesce(stats.winning_trades, 0)
    or round(coalesce(accounts.volume_usd, 0) - coalesce(stats.volume_usd, 0), 6) <> 0
    or round(coalesce(accounts.gross_pnl_usd, 0) - coalesce(stats.gross_pnl_usd, 0), 6) <> 0
    or round(coalesce(accounts.fees_usd, 0) - coalesce(stats.fees_usd, 0), 6) <> 0
