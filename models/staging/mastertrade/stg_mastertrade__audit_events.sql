{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per recorded action.
with

source as (

    {{ source_rows('mastertrade', 'audit_logs') }}

),

renamed as (

    select
        -- ids: the acting user is a pseudonym, and so is who or what may name one that was acted on
        'mastertrade' as source_system,
        source.id::text as audit_event_id,
        {{ pseudonym('mastertrade', 'source.user_id') }} as owner_id,
        {{ entity_id('mastertrade', 'source.entity_type', 'source.entity_id') }} as entity_id,

        -- attributes: what was there before and after may hold anything and stays behind
        lower(source.action::text) as action,
        lower(nullif(source.entity_type::text, '')) as entity_type,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.created_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
