{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per alert, as last written.
with

source as (

    {{ source_rows('mastertrade', 'alerts') }}

),

renamed as (

    select
        -- ids: what the alert is about, a pseudonym where it may name somebody
        'mastertrade' as source_system,
        source.id::text as alert_id,
        {{ entity_id('mastertrade', 'source.entity_type', 'source.entity_id') }} as entity_id,

        -- attributes: what it says to people may name some and is not taken over
        lower(source.alert_type::text) as alert_type,
        lower(source.severity::text) as severity,
        lower(nullif(source.entity_type::text, '')) as entity_type,
        lower(nullif(source.status::text, '')) as status,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.acknowledged_at::timestamp at time zone 'UTC' as acknowledged_at,
        source.resolved_at::timestamp at time zone 'UTC' as resolved_at,
        greatest(source.created_at, source.acknowledged_at, source.resolved_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

-- Where it is one of ours, the id is a key.
select
    renamed.*,
    case when entity_type = 'strategy' then entity_id end as strategy_id,
    case when entity_type = 'order' then entity_id end as order_id
from renamed
