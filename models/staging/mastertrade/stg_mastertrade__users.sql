{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per user.
with

source as (

    {{ source_rows('mastertrade', 'users') }}

),

renamed as (

    select
        -- ids: nothing that names the person is taken over
        'mastertrade' as source_system,
        {{ pseudonym('mastertrade', 'source.id') }} as owner_id,

        -- attributes
        lower(nullif(source.role::text, '')) as role,
        source.is_active::boolean as is_active,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.last_login::timestamp at time zone 'UTC' as last_login_at,
        source.created_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
