{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per ticker of the security master.
with

source as (

    {{ source_rows('schwab', 'symbols') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.symbol_id::text as symbol_id,
        source.symbol::text as symbol,

        -- attributes
        nullif(source.company_name::text, '') as company_name,
        nullif(source.description::text, '') as description,
        asset_classes.canonical_value as asset_class,
        source.asset_type::text as native_asset_type,
        nullif(source.exchange::text, '') as exchange,
        -- not told: the platform's own default
        coalesce(source.is_active::boolean, true) as is_active,

        -- timestamps
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as asset_classes
        on asset_classes.domain = 'asset_class'
        and asset_classes.source_system = 'schwab'
        and asset_classes.native_value = source.asset_type::text

)

select * from renamed
