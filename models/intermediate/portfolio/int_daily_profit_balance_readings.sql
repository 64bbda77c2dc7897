{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and time of reading: the end of every day, and every ingestion.
-- A day is stored whenever its batch runs, or years later: it was read at its end, or before that
-- if it was stored before. What is not realised is what equity and balance differ by.
with

readings as (

    select
        account_id,
        snapshot_date,
        least(loaded_at, (snapshot_date + 1)::timestamp at time zone 'UTC') as read_at,
        balance_usd,
        equity_usd,
        2 as preference
    from {{ ref('stg_daily_profit__account_snapshots') }}

    union all

    select
        account_id,
        null,
        loaded_at,
        balance_usd,
        equity_usd,
        1
    from {{ ref('int_daily_profit_account_readings') }}

)

select distinct on (account_id, read_at)
    account_id,
    read_at,
    balance_usd,
    null::numeric as available_usd,
    equity_usd - balance_usd as unrealized_pnl_usd,
    null::integer as position_count,
    null::numeric as leverage,
    null::numeric as risk_score,
    0 as unconverted_balances
from readings
where read_at is not null and balance_usd is not null
order by account_id asc, read_at asc, preference asc, snapshot_date desc
