{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='account_key',
    day_column='last_trade_date',
    day_grain='lifetime',
    follows=[
        'int_daily_profit_account_months',
        'int_daily_profit_account_environments',
        'int_daily_profit_symbols',
    ],
    members={'int_daily_profit_symbols': 'native_symbols'},
    change_key='cohort_month',
    indexes=[{'columns': ['account_key'], 'unique': true}, {'columns': ['cohort_month']}]
) }}

-- Grain: one row per prop account: every symbol it traded, and every instrument that these stand
-- for. How many accounts trade an instrument can't be added up over days, but counted here. Joined
-- from months, of changed accounts only and of those that traded a symbol which has come to stand
-- for another instrument. One row, for a night changes few of an account's hundred symbols.
-- Account by account: sorting all accounts' symbols at once would take a disk. What changed is
-- logged by the month of an account's last trade, old and new (int_daily_profit_symbol_cohorts).
with

accounts as (

    select distinct months.account_key
    from {{ ref('int_daily_profit_account_months') }} as months
    where {{ changed_tail('months.account_key', 'months.month_start') }}

),

held as (

    select found.*
    from accounts
    cross join lateral (
        with

        traded as (

            select
                symbols.native_symbol,
                max(symbols.last_trade_date) as last_trade_date
            from {{ ref('int_daily_profit_account_months') }} as months
            cross join
                lateral unnest(months.native_symbols, months.last_trade_dates)
                    as symbols (native_symbol, last_trade_date)
            where months.account_key = accounts.account_key
            group by symbols.native_symbol

        ),

        -- Two symbols of one instrument count once.
        resolved as (

            select
                {{ house_instrument('symbols.instrument_key', 'traded.native_symbol') }}
                    as instrument_key,
                max(traded.last_trade_date) as last_trade_date
            from traded
            left join {{ ref('int_daily_profit_symbols') }} as symbols
                on traded.native_symbol = symbols.symbol_key
            group by {{ house_instrument('symbols.instrument_key', 'traded.native_symbol') }}

        ),

        named as (

            select
                max(last_trade_date) as last_trade_date,
                array_agg(native_symbol order by native_symbol) as native_symbols
            from traded

        ),

        instruments as (

            select
                array_agg(instrument_key order by instrument_key) as instrument_keys,
                array_agg(last_trade_date order by instrument_key) as last_trade_dates
            from resolved

        )

        select
            accounts.account_key,
            named.*,
            instruments.*
        from named
        cross join instruments
    ) as found

)

select
    held.account_key,
    -- As an account that only trades mention.
    coalesce(environments.environment, 'live') as environment,
    date_trunc('month', held.last_trade_date::timestamp)::date as cohort_month,
    held.last_trade_date,
    held.native_symbols,
    held.instrument_keys,
    held.last_trade_dates
from held
left join {{ ref('int_daily_profit_account_environments') }} as environments
    on held.account_key = environments.account_key
