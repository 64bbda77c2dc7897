{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol.
with

source as (

    {{ source_rows('swiftbolt', 'symbols') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::uuid as symbol_id,
        source.ticker::text as symbol,

        -- attributes
        asset_classes.canonical_value as asset_class,
        source.asset_type::text as native_asset_type,
        nullif(source.description::text, '') as symbol_description,
        source.primary_source::text as primary_provider,
        coalesce(source.is_active::boolean, true) as is_active,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as asset_classes
        on asset_classes.domain = 'asset_class'
        and asset_classes.source_system = 'swiftbolt'
        and asset_classes.native_value = source.asset_type::text

)

select * from renamed
