{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_days',
    feed='daily_profit_trades',
    day_column='trade_date',
    by_partition=true,
    follows=['int_daily_profit_account_environments'],
    key='account_key',
    days_of='int_daily_profit_account_days',
    change_key='symbol_key',
    indexes=[
        {'columns': ['trade_date', 'symbol_key', 'environment'], 'unique': true},
        {'columns': ['symbol_key', 'trade_date']},
    ]
) }}

-- Grain: one row per symbol, environment and day with closed prop trades, up to the clock's
-- reading. By native symbol, so that a new mapping to instruments needs no trade again. The
-- environment is that of the account today: when it changes, its days are worked out anew.
-- depends_on: {{ ref('int_daily_profit_account_days') }}
with

trades as (

    select
        details.*,
        true as is_closing,
        true as is_execution,
        false as is_unconverted,
        -- As an account that only trades mention.
        coalesce(accounts.environment, 'live') as environment
    from {{ ref('int_daily_profit_trade_details') }} as details
    left join {{ ref('int_daily_profit_account_environments') }} as accounts
        on details.account_id = accounts.account_id
    where
        {{ touched('details.trade_date') }}
        -- Not joined with the clock: that would pass on each trade once more.
        and coalesce(
            details.closed_at <= (select clock.as_of from {{ ref('clock') }} as clock),
            details.trade_date <= (select clock.as_of_date from {{ ref('clock') }} as clock)
        )

)

select
    coalesce(native_symbol, '') as symbol_key,
    native_symbol,
    environment,
    trade_date,
    {{ symbol_day_sums(held='closed_at - opened_at') }}
from trades
group by native_symbol, environment, trade_date
