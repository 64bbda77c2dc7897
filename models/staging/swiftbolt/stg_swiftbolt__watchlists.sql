{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per watchlist.
with

source as (

    {{ source_rows('swiftbolt', 'watchlists') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as watchlist_id,
        {{ pseudonym('swiftbolt', 'source.user_id') }} as owner_id,

        -- attributes
        source.name::text as watchlist_name,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
