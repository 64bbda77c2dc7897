{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per index and bar start.
with

source as (

    {{ source_rows('mastertrade', 'stock_indices') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as bar_id,
        source.index_name::text as index_name,
        'stock_indices'::text as provider,

        -- measures
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as bar_start_at,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
