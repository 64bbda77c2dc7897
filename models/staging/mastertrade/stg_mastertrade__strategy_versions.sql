{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per strategy and version number.
with

source as (

    {{ source_rows('mastertrade', 'strategy_versions') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as version_id,
        source.strategy_id::text as strategy_id,
        source.version::integer as version,

        -- attributes: who changed what for whom is not taken over
        source.parameters,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.created_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
