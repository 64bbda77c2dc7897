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

sums as (

    select
        account_key,
        account_id,
        date_trunc('month', trade_date::timestamp)::date as month_start,
        sum(commissions)::bigint as commissions,
        sum(commission_usd) as commission_usd,
        sum(swaps)::bigint as swaps,
        sum(swap_usd) as swap_usd,
        sum(volume_usd) as volume_usd,
        min(first_closed_at) as first_closed_at
    from {{ ref('int_daily_profit_account_days') }}
    where {{ changed_tail('account_key', 'trade_date') }}
    group by account_key, account_id, date_trunc('month', trade_date::timestamp)::date

)

-- The symbols account by account: all accounts' symbols of all days are nearly as many as trades,
-- and would be sorted on disk.
select
    symbols.account_key,
    sums.account_id,
    sums.month_start,
    sums.commissions,
    sums.commission_usd,
    sums.swaps,
    sums.swap_usd,
    sums.volume_usd,
    sums.first_closed_at,
    symbols.native_symbols,
    symbols.last_trade_dates
from sums
cross join lateral (
    select
        sums.account_key,
        array_agg(last_days.native_symbol order by last_days.native_symbol) as native_symbols,
        array_agg(last_days.last_trade_date order by last_days.native_symbol) as last_trade_dates
    from (
        select
            named.native_symbol,
            max(days.trade_date) as last_trade_date
        from {{ ref('int_daily_profit_account_days') }} as days
        cross join lateral unnest(days.native_symbols) as named (native_symbol)
        where
            days.account_key = sums.account_key
            and days.trade_date >= sums.month_start
            and days.trade_date < sums.month_start + interval '1 month'
        group by named.native_symbol
    ) as last_days
) as symbols
