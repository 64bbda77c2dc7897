{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per order.
with

source as (

    {{ source_rows('patriot', 'orders') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as order_id,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        source.strategy_id::text as strategy_id,
        nullif(source.exchange_order_id::text, '') as exchange_order_id,
        nullif(source.client_order_id::text, '') as client_order_id,

        -- attributes
        source.symbol::text as symbol,
        sides.canonical_value as side,
        source.side::text as native_side,
        position_sides.canonical_value as position_side,
        source.position_side::text as native_position_side,
        order_types.canonical_value as order_type,
        source.order_type::text as native_order_type,
        statuses.canonical_value as status,
        source.status::text as native_status,
        lower(source.time_in_force::text) as time_in_force,
        source.reduce_only::boolean as is_reduce_only,
        source.post_only::boolean as is_post_only,
        nullif(source.commission_asset::text, '') as fee_currency,

        -- measures
        source.quantity::numeric as quantity,
        source.price::numeric as limit_price,
        source.stop_price::numeric as stop_price,
        source.iceberg_qty::numeric as iceberg_quantity,
        source.filled_quantity::numeric as filled_quantity,
        source.avg_fill_price::numeric as average_fill_price,
        -- a sum over several assets has no currency and is no amount
        case
            when
                source.commission::numeric = 0
                or nullif(source.commission_asset::text, '') is not null
                then source.commission::numeric
        end as fee_amount,
        source.commission::numeric as native_commission,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.filled_at::timestamptz as filled_at,
        source.cancelled_at::timestamptz as cancelled_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'patriot'
        and sides.native_value = source.side::text
    left join {{ ref('value_mappings') }} as position_sides
        on position_sides.domain = 'position_side'
        and position_sides.source_system = 'patriot'
        and position_sides.native_value = source.position_side::text
    left join {{ ref('value_mappings') }} as order_types
        on order_types.domain = 'order_type'
        and order_types.source_system = 'patriot'
        and order_types.native_value = source.order_type::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'order_status'
        and statuses.source_system = 'patriot'
        and statuses.native_value = source.status::text

)

select * from renamed
