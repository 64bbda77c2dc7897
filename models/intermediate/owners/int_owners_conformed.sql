-- Grain: one row per person of every platform, by pseudonym.
-- An owner that only an account mentions is added as an inferred member.
with

known as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_owners',
            'mastertrade': 'int_mastertrade_owners',
            'daily_profit': 'int_daily_profit_owners',
            'patriot': 'int_patriot_owners',
        },
        columns={
            'owner_id': 'text',
            'owner_type': 'text',
            'status': 'text',
            'risk_profile': 'text',
            'first_seen_at': 'timestamptz',
            'is_inferred': 'boolean',
        },
    ) | indent(4) }}

),

mentioned as (

    select
        source_system,
        owner_id,
        min(opened_at) as first_seen_at
    from {{ ref('int_accounts_conformed') }}
    where owner_id is not null
    group by source_system, owner_id

),

all_owners as (

    select * from known

    union all

    select
        mentioned.source_system,
        mentioned.owner_id,
        'user' as owner_type,
        null as status,
        null as risk_profile,
        mentioned.first_seen_at,
        true as is_inferred
    from mentioned
    left join known
        on mentioned.source_system = known.source_system
        and mentioned.owner_id = known.owner_id
    where known.owner_id is null

)

select
    {{ surrogate_key('owner', ['source_system', 'owner_id']) }} as owner_key,
    all_owners.*
from all_owners
