{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per user. Users own nothing in MasterTrade: strategies and orders name none.
select
    owner_id,
    coalesce(role, 'user') as owner_type,
    case when is_active then 'active' else 'inactive' end as status,
    null::text as risk_profile,
    created_at as first_seen_at,
    false as is_inferred
from {{ ref('stg_mastertrade__users') }}
