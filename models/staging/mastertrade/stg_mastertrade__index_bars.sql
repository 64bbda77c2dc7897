{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per index and bar start.
with

source as (

    select * from {{ source('mastertrade', 'stock_indices') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        id::text as bar_id,
        index_name::text as index_name,
        'stock_indices'::text as provider,

        -- measures
        open::numeric as open_price,
        high::numeric as high_price,
        low::numeric as low_price,
        close::numeric as close_price,
        volume::numeric as volume,

        -- timestamps: the platform writes naive UTC
        timestamp::timestamp at time zone 'UTC' as bar_start_at,
        coalesce(created_at, timestamp)::timestamp at time zone 'UTC' as loaded_at

    from source

)

select * from renamed
