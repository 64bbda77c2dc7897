{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['account_key', 'hour_start_at'], 'unique': true},
        {'columns': ['hour_start_at']},
        {'columns': ['owner_key']},
    ]
) }}

-- Grain: one row per account and UTC hour in which its balance was reported.
with

hours as (

    select
        account_key,
        date_trunc('hour', read_at, 'UTC') as hour_start_at,
        count(*) as readings,
        sum(unconverted_balances) as unconverted_balances,
        min(read_at) as first_reading_at,
        max(read_at) as last_reading_at,
        avg(balance_usd) as avg_balance_usd,
        min(balance_usd) as min_balance_usd,
        max(balance_usd) as max_balance_usd,
        (array_agg(balance_usd order by read_at desc))[1] as last_balance_usd,
        (array_agg(balance_usd + coalesce(unrealized_pnl_usd, 0) order by read_at desc))[1]
            as last_equity_usd,
        avg(unrealized_pnl_usd) as avg_unrealized_pnl_usd,
        min(unrealized_pnl_usd) as min_unrealized_pnl_usd,
        max(unrealized_pnl_usd) as max_unrealized_pnl_usd,
        (array_agg(unrealized_pnl_usd order by read_at desc))[1] as last_unrealized_pnl_usd,
        avg(leverage) as avg_leverage,
        max(leverage) as max_leverage,
        (array_agg(leverage order by read_at desc))[1] as last_leverage,
        avg(risk_score) as avg_risk_score,
        max(risk_score) as max_risk_score,
        (array_agg(risk_score order by read_at desc))[1] as last_risk_score,
        max(position_count) as max_positions
    from {{ ref('int_balance_readings') }}
    group by account_key, date_trunc('hour', read_at, 'UTC')

)

select
    hours.account_key,
    hours.hour_start_at,
    accounts.owner_key,
    accounts.source_system,
    accounts.account_id,
    accounts.environment,
    accounts.exchange,
    hours.readings,
    hours.unconverted_balances::bigint as unconverted_balances,
    hours.first_reading_at,
    hours.last_reading_at,
    hours.avg_balance_usd,
    hours.min_balance_usd,
    hours.max_balance_usd,
    hours.last_balance_usd,
    hours.last_equity_usd,
    hours.avg_unrealized_pnl_usd,
    hours.min_unrealized_pnl_usd,
    hours.max_unrealized_pnl_usd,
    hours.last_unrealized_pnl_usd,
    hours.avg_leverage,
    hours.max_leverage,
    hours.last_leverage,
    hours.avg_risk_score,
    hours.max_risk_score,
    hours.last_risk_score,
    hours.max_positions,
    hours.hour_start_at + interval '1 hour' <= clock.as_of as is_complete,
    clock.as_of,
    now() as refreshed_at
from hours
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_accounts') }} as accounts on hours.account_key = accounts.account_key
