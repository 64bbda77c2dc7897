{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per watchlist and symbol.
with

source as (

    {{ source_rows('swiftbolt', 'watchlist_items') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.watchlist_id::text as watchlist_id,
        source.symbol_id::uuid as symbol_id,

        -- timestamps: an item is put on a list or taken off, never changed
        source.added_at::timestamptz as added_at,
        source.added_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
