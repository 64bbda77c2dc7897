{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per exchange and pair.
with

source as (

    {{ source_rows('patriot', 'symbols') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as symbol_id,
        source.exchange_id::text as exchange_id,

        -- attributes
        source.symbol::text as symbol,
        source.base_asset::text as base_asset,
        source.quote_asset::text as quote_asset,
        source.is_active::boolean as is_active,

        -- measures
        source.tick_size::numeric as tick_size,
        source.step_size::numeric as step_size,
        source.min_quantity::numeric as min_quantity,
        source.max_quantity::numeric as max_quantity,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
