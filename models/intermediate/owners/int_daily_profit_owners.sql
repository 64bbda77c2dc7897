{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per trader with an account; there is no trader table.
select
    owner_id,
    'trader' as owner_type,
    case when bool_or(status = 'active') then 'active' else 'inactive' end as status,
    null::text as risk_profile,
    min(opened_at) as first_seen_at,
    true as is_inferred
from {{ ref('stg_daily_profit__accounts') }}
where owner_id is not null
group by owner_id
