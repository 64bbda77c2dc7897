{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_days',
    feed='daily_profit_trades',
    day_column='trade_date',
    follows=['int_daily_profit_account_environments'],
    key='account_key',
    days_of='int_daily_profit_account_days',
    indexes=[{'columns': ['trade_date', 'environment'], 'unique': true}]
) }}

-- Grain: one row per environment and day with closed prop trades. Quartiles and the best account
-- can't be added up: they are worked out for the days that new rows touched and for the days of
-- accounts whose environment changed.
with

account_days as (

    select
        days.*,
        {{ traded_days('days.account_key') }},
        -- As an account that only trades mention.
        coalesce(accounts.environment, 'live') as account_environment
    from {{ ref('int_daily_profit_account_days') }} as days
    left join {{ ref('int_daily_profit_account_environments') }} as accounts
        on days.account_key = accounts.account_key
    where {{ touched('days.trade_date') }}

)

select
    account_environment as environment,
    trade_date,
    {{ platform_day_sums() }}
from account_days
group by account_environment, trade_date
