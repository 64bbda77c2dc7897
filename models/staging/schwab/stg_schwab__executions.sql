{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per fill of one leg inside one activity.
with

source as (

    {{ source_rows('schwab', 'execution_legs') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.execution_id::text as fill_id,
        source.activity_id::text as activity_id,
        source.leg_id::text as leg_id,
        source.instrument_id::text as broker_instrument_id,

        -- measures
        source.quantity::numeric as quantity,
        source.price::numeric as price,
        source.mismarked_quantity::numeric as mismarked_quantity,

        -- timestamps
        source.execution_time::timestamptz as filled_at,
        coalesce(source.created_at, source.execution_time)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
