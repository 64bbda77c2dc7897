{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='account_key',
    day_column='month_start',
    day_grain='month',
    follows=['int_daily_profit_account_days'],
    change_key='account_key',
    indexes=[{'columns': ['account_key', 'month_start'], 'unique': true}]
) }}

-- Grain: one row per prop account and month with closed trades: what costs and sets of symbols are
-- put together from, so that they cost a row a month and no trade.
with

days as (

    select
        days.*,
        date_trunc('month', days.trade_date::timestamp)::date as month_start
    from {{ ref('int_daily_profit_account_days') }} as days
    where {{ changed_tail('days.account_key', 'days.trade_date') }}

),

sums as (

    select
        account_key,
        account_id,
        month_start,
        sum(commissions)::bigint as commissions,
        sum(commission_usd) as commission_usd,
        sum(swaps)::bigint as swaps,
        sum(swap_usd) as swap_usd,
        sum(volume_usd) as volume_usd,
        min(first_closed_at) as first_closed_at
    from days
    group by account_key, account_id, month_start

),

last_days as (

    select
        days.account_key,
        days.month_start,
        symbols.native_symbol,
        max(days.trade_date) as last_trade_date
    from days
    cross join lateral unnest(days.native_symbols) as symbols (native_symbol)
    group by days.account_key, days.month_start, symbols.native_symbol

),

symbols as (

    select
        account_key,
        month_start,
        array_agg(native_symbol order by native_symbol) as native_symbols,
        array_agg(last_trade_date order by native_symbol) as last_trade_dates
    from last_days
    group by account_key, month_start

)

select
    sums.*,
    symbols.native_symbols,
    symbols.last_trade_dates
from sums
inner join symbols
    on sums.account_key = symbols.account_key and sums.month_start = symbols.month_start
