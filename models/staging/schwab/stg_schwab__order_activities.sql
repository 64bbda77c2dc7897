{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per life-cycle activity of an order.
with

source as (

    {{ source_rows('schwab', 'order_activities') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.activity_id::text as activity_id,
        source.order_id::text as order_id,

        -- attributes
        lower(nullif(source.activity_type::text, '')) as activity_type,
        lower(nullif(source.execution_type::text, '')) as execution_type,

        -- measures
        source.quantity::numeric as quantity,
        source.order_remaining_quantity::numeric as remaining_quantity,

        -- timestamps: an activity has no time of its own
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
