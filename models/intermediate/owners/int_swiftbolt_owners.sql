{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per user that owns a watchlist, a position or an alert; there is no user table.
with

mentions as (

    select
        owner_id,
        created_at as seen_at
    from {{ ref('stg_swiftbolt__watchlists') }}

    union all

    select
        owner_id,
        created_at
    from {{ ref('stg_swiftbolt__options_strategies') }}

    union all

    select
        owner_id,
        triggered_at
    from {{ ref('stg_swiftbolt__scanner_alerts') }}

)

select
    owner_id,
    'user' as owner_type,
    null::text as status,
    null::text as risk_profile,
    min(seen_at) as first_seen_at,
    true as is_inferred
from mentions
where owner_id is not null
group by owner_id
