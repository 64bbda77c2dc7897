{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per user.
with

source as (

    select * from {{ source('mastertrade', 'users') }}

),

renamed as (

    select
        -- ids: nothing that names the person is taken over
        'mastertrade' as source_system,
        {{ pseudonym('mastertrade', 'id') }} as owner_id,

        -- attributes
        role::text as role,
        is_active::boolean as is_active,

        -- timestamps: the platform writes naive UTC
        created_at::timestamp at time zone 'UTC' as created_at,
        created_at::timestamp at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
