{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per book and snapshot: the assets of a moment are added up first, for an asset is
-- no account. One without a dollar value is counted and missing from the sum.
select
    environment as account_id,
    snapshot_at as read_at,
    sum(balance_usd) as balance_usd,
    null::numeric as available_usd,
    null::numeric as unrealized_pnl_usd,
    null::integer as position_count,
    null::numeric as leverage,
    null::numeric as risk_score,
    count(*) filter (where balance_usd is null) as unconverted_balances
from {{ ref('stg_mastertrade__balances') }}
where environment is not null and snapshot_at is not null
group by environment, snapshot_at
