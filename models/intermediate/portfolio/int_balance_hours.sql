{{ config(
    materialized='replaced_days',
    feed=['daily_profit_balances', 'mastertrade_balances', 'patriot_portfolio_snapshots'],
    day_column='hour_date',
    change_key='account_key',
    indexes=[
        {'columns': ['account_key', 'hour_start_at'], 'unique': true},
        {'columns': ['hour_date']},
    ]
) }}

-- Grain: one row per account and UTC hour in which its balance was reported, up to the clock.
with

readings as (

    select
        readings.*,
        date_trunc('hour', readings.read_at, 'UTC') as hour_start_at
    from {{ ref('int_balance_readings') }} as readings
    where {{ touched_moments('readings.read_at') }}

),

hours as (

    select
        account_key,
        hour_start_at,
        min(source_system) as source_system,
        min(account_id) as account_id,
        count(*) as readings,
        sum(unconverted_balances)::bigint as unconverted_balances,
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
    from readings
    group by account_key, hour_start_at

)

-- Whether an hour is over is said here: the days that the clock moves over are touched.
select
    hours.*,
    (hours.hour_start_at at time zone 'UTC')::date as hour_date,
    hours.hour_start_at + interval '1 hour' <= clock.as_of as is_complete
from hours
cross join {{ ref('clock') }} as clock
