{{ config(
    enabled=system_enabled('patriot'),
    materialized='replaced_days',
    feed='patriot_portfolio_snapshots',
    day_column='reading_date',
    indexes=[
        {'columns': ['account_id', 'reading_date'], 'unique': true},
        {'columns': ['reading_date']},
    ]
) }}

-- Grain: one row per exchange account and UTC day on which its balance was read, up to the clock.
-- Accounts are asked for in every run: their first and last balance must not cost all snapshots.
select
    account_id,
    (read_at at time zone 'UTC')::date as reading_date,
    (array_agg(balance_usd order by read_at))[1] as first_balance_usd,
    (array_agg(balance_usd order by read_at desc))[1] as last_balance_usd,
    (array_agg(unrealized_pnl_usd order by read_at desc))[1] as last_unrealized_pnl_usd,
    max(read_at) as last_read_at
from {{ ref('int_patriot_balance_readings') }}
where
    {{ touched_moments('read_at') }}
    and read_at <= (select clock.as_of from {{ ref('clock') }} as clock)
group by account_id, (read_at at time zone 'UTC')::date
