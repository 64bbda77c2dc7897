{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_days',
    feed='daily_profit_trades',
    day_column='trade_date',
    by_partition=true,
    change_key='account_key',
    indexes=[
        {'columns': ['trade_date', 'account_id'], 'unique': true},
        {'columns': ['account_key', 'trade_date']},
    ]
) }}

-- Grain: one row per prop account and day with closed trades, up to the clock's reading.
with

trades as (

    select results.*
    from {{ ref('int_daily_profit_trade_results') }} as results
    where
        {{ touched('results.trade_date') }}
        -- Not joined with the clock: that would pass on each trade once more.
        and coalesce(
            results.closed_at <= (select clock.as_of from {{ ref('clock') }} as clock),
            results.trade_date <= (select clock.as_of_date from {{ ref('clock') }} as clock)
        )

),

summed as (

    select
        account_id,
        trade_date,
        {{ day_sums() }},
        count(*) filter (where commission_usd <> 0) as commissions,
        sum(commission_usd) as commission_usd,
        count(*) filter (where swap_usd <> 0) as swaps,
        sum(swap_usd) as swap_usd,
        array_agg(distinct native_symbol) as native_symbols
    from trades
    group by account_id, trade_date

)

-- The key is made once a day, not once a trade.
select
    {{ surrogate_key('account', ["'daily_profit'", 'account_id']) }} as account_key,
    summed.*
from summed
