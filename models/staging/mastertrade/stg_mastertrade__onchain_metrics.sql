{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per symbol, metric and time.
with

source as (

    {{ source_rows('mastertrade', 'onchain_metrics') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as metric_id,
        source.symbol::text as symbol,
        source.metric_name::text as metric_name,
        lower(nullif(source.source::text, '')) as provider,

        -- measures
        source.value::numeric as metric_value,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as measured_at,
        -- as stored, so that a search by time can use the source's own key
        source.timestamp::timestamp as native_measured_at,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
