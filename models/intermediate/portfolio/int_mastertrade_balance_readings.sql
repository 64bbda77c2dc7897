{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per book and minute with balances up to the clock's reading. The source stamps
-- each asset as it writes it: those of a minute are one reading, of an asset the newest, and are
-- added up, for an asset is no account. One without a dollar value is counted and missing from the
-- sum.
with

minutes as (

    select
        balances.*,
        date_trunc('minute', balances.snapshot_at, 'UTC') as read_at
    from {{ ref('stg_mastertrade__balances') }} as balances
    where
        balances.environment is not null
        and balances.snapshot_at <= (select clock.as_of from {{ ref('clock') }} as clock)

),

newest as (

    select distinct on (environment, read_at, balance_currency)
        environment,
        read_at,
        balance_usd
    from minutes
    order by environment asc, read_at asc, balance_currency asc, snapshot_at desc

)

select
    environment as account_id,
    read_at,
    sum(balance_usd) as balance_usd,
    null::numeric as available_usd,
    null::numeric as unrealized_pnl_usd,
    null::integer as position_count,
    null::numeric as leverage,
    null::numeric as risk_score,
    count(*) filter (where balance_usd is null) as unconverted_balances
from newest
group by environment, read_at
