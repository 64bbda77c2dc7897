{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per exchange.
with

source as (

    {{ source_rows('patriot', 'exchanges') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as exchange_id,

        -- attributes
        source.name::text as exchange,
        nullif(source.display_name::text, '') as exchange_name,
        source.is_active::boolean as is_active,
        source.supports_futures::boolean as has_futures,
        source.supports_spot::boolean as has_spot,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
