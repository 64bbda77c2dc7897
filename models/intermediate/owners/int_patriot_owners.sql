{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per user.
select
    owner_id,
    'user' as owner_type,
    status,
    risk_profile,
    created_at as first_seen_at,
    false as is_inferred
from {{ ref('stg_patriot__users') }}
