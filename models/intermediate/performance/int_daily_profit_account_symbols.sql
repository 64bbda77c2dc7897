{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='account_key',
    day_column='last_trade_date',
    day_grain='lifetime',
    follows=['int_daily_profit_account_months', 'int_daily_profit_symbols'],
    members={'int_daily_profit_symbols': 'native_symbols'},
    indexes=[{'columns': ['account_key'], 'unique': true}]
) }}

-- Grain: one row per prop account: every symbol it traded, and every instrument that these stand
-- for. How many accounts trade an instrument can't be added up over days, but counted here. Joined
-- from months, of changed accounts only and of those that traded a symbol which has come to stand
-- for another instrument. One row, for a night changes few of an account's hundred symbols.
with

traded as (

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

),

named as (

    select
        account_key,
        max(last_trade_date) as last_trade_date,
        array_agg(native_symbol order by native_symbol) as native_symbols
    from traded
    group by account_key

),

-- Two symbols of one instrument count once.
resolved as (

    select
        traded.account_key,
        {{ house_instrument('symbols.instrument_key', 'traded.native_symbol') }} as instrument_key,
        max(traded.last_trade_date) as last_trade_date
    from traded
    left join {{ ref('int_daily_profit_symbols') }} as symbols
        on traded.native_symbol = symbols.symbol_key
    group by
        traded.account_key,
        {{ house_instrument('symbols.instrument_key', 'traded.native_symbol') }}

),

held as (

    select
        account_key,
        array_agg(instrument_key order by instrument_key) as instrument_keys,
        array_agg(last_trade_date order by instrument_key) as last_trade_dates
    from resolved
    group by account_key

)

select
    named.account_key,
    named.last_trade_date,
    named.native_symbols,
    held.instrument_keys,
    held.last_trade_dates
from named
inner join held on named.account_key = held.account_key
