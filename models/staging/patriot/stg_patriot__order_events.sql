{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per change of the status of an order.
with

source as (

    {{ source_rows('patriot', 'order_lifecycle_events') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as event_id,
        source.order_id::text as order_id,

        -- attributes
        lower(source.event_type::text) as event_type,
        old_statuses.canonical_value as old_status,
        source.old_status::text as native_old_status,
        new_statuses.canonical_value as new_status,
        source.new_status::text as native_new_status,

        -- timestamps
        source.occurred_at::timestamptz as occurred_at,
        source.occurred_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as old_statuses
        on old_statuses.domain = 'order_status'
        and old_statuses.source_system = 'patriot'
        and old_statuses.native_value = source.old_status::text
    left join {{ ref('value_mappings') }} as new_statuses
        on new_statuses.domain = 'order_status'
        and new_statuses.source_system = 'patriot'
        and new_statuses.native_value = source.new_status::text

)

select * from renamed
