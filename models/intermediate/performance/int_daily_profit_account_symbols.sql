{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='account_key',
    day_column='last_trade_date',
    day_grain='lifetime',
    follows=['int_daily_profit_account_months'],
    indexes=[{'columns': ['account_key', 'native_symbol'], 'unique': true}]
) }}

-- Grain: one row per prop account and symbol it traded: how many accounts trade a symbol can't be
-- added up over days, but counted here. Joined from months, of changed accounts only.
select
    months.account_key,
    symbols.native_symbol,
    max(symbols.last_trade_date) as last_trade_date
from {{ ref('int_daily_profit_account_months') }} as months
cross join
    lateral unnest(months.native_symbols, months.last_trade_dates)
        as symbols (native_symbol, last_trade_date)
where {{ changed_tail('months.account_key', 'months.month_start') }}
group by months.account_key, symbols.native_symbol
