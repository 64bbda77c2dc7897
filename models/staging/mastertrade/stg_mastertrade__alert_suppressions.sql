{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per rule that mutes alerts.
with

source as (

    {{ source_rows('mastertrade', 'alert_suppressions') }}

),

renamed as (

    select
        -- ids: what is muted, a pseudonym where it may name somebody
        'mastertrade' as source_system,
        source.id::text as suppression_id,
        {{ entity_id('mastertrade', 'source.entity_type', 'source.entity_id') }} as entity_id,

        -- attributes: who made the rule and why is not taken over
        lower(source.alert_type::text) as alert_type,
        lower(nullif(source.entity_type::text, '')) as entity_type,

        -- timestamps: the platform writes naive UTC
        source.suppressed_until::timestamp at time zone 'UTC' as suppressed_until_at,
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.created_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

-- Where it is a strategy, the id is a key.
select
    renamed.*,
    case when entity_type = 'strategy' then entity_id end as strategy_id
from renamed
