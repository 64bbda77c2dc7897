{{ config(
    enabled=system_enabled('patriot'),
    meta={'rows_of': 'patriot.portfolio_snapshots', 'day_column': 'read_at'}
) }}

-- Grain: one row per account and snapshot. What the migration derived from old orders is turnover,
-- not a balance anybody read.
select
    account_id,
    snapshot_at as read_at,
    balance_usd,
    available_usd,
    unrealized_pnl_usd,
    position_count,
    leverage,
    risk_score,
    0 as unconverted_balances
from {{ ref('stg_patriot__portfolio_snapshots') }}
where snapshot_type <> 'migrated'
