-- Grain: one row per platform, environment and day with an execution or a fee, on the platforms
-- that report executions. Days on which accounts only paid in or out are no days of trading.
with

account_days as (

    select
        days.*,
        accounts.environment as account_environment,
        {{ traded_days('days.book_key') }}
    from {{ ref('int_executed_days') }} as days
    inner join {{ ref('int_accounts_conformed') }} as accounts
        on days.book_key = accounts.account_key
    where
        days.book_type = 'account'
        and (
            days.trades > 0
            or days.volume_usd > 0
            or days.unconverted_amounts > 0
            or days.fees_usd <> 0
            or days.gross_pnl_usd <> 0
        )

)

select
    source_system,
    account_environment as environment,
    series_date as trade_date,
    {{ platform_day_sums() }}
from account_days
group by source_system, account_environment, series_date
