{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['owner_key'], 'unique': true}]
) }}

-- Grain: one row per person of every platform, known by pseudonym only.
with

account_counts as (

    select
        owner_key,
        count(*) as account_count,
        count(*) filter (where is_open) as open_account_count
    from {{ ref('int_accounts_conformed') }}
    where owner_key is not null
    group by owner_key

)

select
    owners.owner_key,
    owners.source_system,
    owners.owner_id as owner_pseudonym,
    owners.owner_type,
    owners.status,
    owners.risk_profile,
    owners.is_inferred,
    owners.first_seen_at,
    coalesce(account_counts.account_count, 0) as account_count,
    coalesce(account_counts.open_account_count, 0) as open_account_count,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_owners_conformed') }} as owners
cross join {{ ref('clock') }} as clock
left join account_counts on owners.owner_key = account_counts.owner_key
