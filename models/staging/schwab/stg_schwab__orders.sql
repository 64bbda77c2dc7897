{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per order, as last mirrored from the broker.
with

source as (

    {{ source_rows('schwab', 'orders') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.order_id::text as order_id,
        source.schwab_order_id::text as broker_order_id,
        source.account_id::text as account_id,

        -- attributes
        'live' as environment,
        order_types.canonical_value as order_type,
        source.order_type::text as native_order_type,
        statuses.canonical_value as status,
        source.status::text as native_status,
        nullif(source.status_description::text, '') as status_reason,
        lower(nullif(source.session::text, '')) as session,
        lower(nullif(source.duration::text, '')) as time_in_force,
        lower(nullif(source.order_strategy_type::text, '')) as order_strategy_type,
        lower(nullif(source.complex_order_strategy_type::text, '')) as spread_type,
        source.cancelable::boolean as is_cancelable,
        source.editable::boolean as is_editable,

        -- measures
        source.quantity::numeric as quantity,
        source.filled_quantity::numeric as filled_quantity,
        source.remaining_quantity::numeric as remaining_quantity,
        source.price::numeric as limit_price,
        source.stop_price::numeric as stop_price,

        -- timestamps: an order that filled was closed by its last fill
        source.entered_time::timestamptz as created_at,
        source.release_time::timestamptz as released_at,
        case
            when statuses.canonical_value = 'filled' then source.close_time::timestamptz
        end as filled_at,
        source.cancel_time::timestamptz as cancelled_at,
        source.close_time::timestamptz as closed_at,
        coalesce(
            greatest(source.created_at, source.updated_at), source.close_time, source.entered_time
        )::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as order_types
        on order_types.domain = 'order_type'
        and order_types.source_system = 'schwab'
        and order_types.native_value = source.order_type::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'order_status'
        and statuses.source_system = 'schwab'
        and statuses.native_value = source.status::text

)

select * from renamed
