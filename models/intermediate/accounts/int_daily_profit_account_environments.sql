{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='changed_rows',
    key=['account_key'],
    change_key='account_key',
    indexes=[{'columns': ['account_key'], 'unique': true}, {'columns': ['account_id']}]
) }}

-- Grain: one row per prop account. The environment that its results are counted in today; a change
-- is logged, so that day facts by environment work out the days of such an account anew.
select
    {{ surrogate_key('account', ["'daily_profit'", 'account_id']) }} as account_key,
    account_id,
    environment
from {{ ref('int_daily_profit_accounts') }}
