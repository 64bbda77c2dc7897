{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per alert, as last written.
with

source as (

    {{ source_rows('mastertrade', 'alerts') }}

),

renamed as (

    select
        -- ids: what the alert is about, as it is given and as a key where it is one of ours
        'mastertrade' as source_system,
        source.id::text as alert_id,
        nullif(source.entity_id::text, '') as entity_id,
        case
            when lower(source.entity_type::text) = 'strategy'
                then nullif(source.entity_id::text, '')
        end as strategy_id,
        case
            when lower(source.entity_type::text) = 'order'
                then nullif(source.entity_id::text, '')
        end as order_id,

        -- attributes
        lower(source.alert_type::text) as alert_type,
        lower(source.severity::text) as severity,
        lower(nullif(source.entity_type::text, '')) as entity_type,
        lower(nullif(source.status::text, '')) as status,
        source.title::text as title,
        source.message::text as message,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.acknowledged_at::timestamp at time zone 'UTC' as acknowledged_at,
        source.resolved_at::timestamp at time zone 'UTC' as resolved_at,
        greatest(source.created_at, source.acknowledged_at, source.resolved_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
