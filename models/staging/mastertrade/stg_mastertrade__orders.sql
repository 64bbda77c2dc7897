{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per order, as last written.
with

source as (

    {{ source_rows('mastertrade', 'orders') }}

),

renamed as (

    select
        -- ids; the books are the platform's accounts, and nobody in particular owns them
        'mastertrade' as source_system,
        source.id::text as order_id,
        nullif(source.exchange_order_id::text, '') as exchange_order_id,
        source.environment::text as account_id,
        null::text as owner_id,
        source.strategy_id::text as strategy_id,
        source.symbol::text as symbol,

        -- attributes; the account is the environment in the words of the source
        environments.canonical_value as environment,
        sides.canonical_value as side,
        source.side::text as native_side,
        order_types.canonical_value as order_type,
        source.order_type::text as native_order_type,
        statuses.canonical_value as status,
        source.status::text as native_status,

        -- measures; a price of 0 is none
        source.quantity::numeric as quantity,
        coalesce(source.filled_quantity, 0)::numeric as filled_quantity,
        nullif(source.price, 0)::numeric as limit_price,
        nullif(source.stop_loss, 0)::numeric as stop_price,
        nullif(source.take_profit, 0)::numeric as take_profit_price,
        source.average_fill_price::numeric as average_fill_price,
        source.commission::numeric as fee_amount,
        nullif(source.commission_asset::text, '') as fee_currency,

        -- timestamps: the platform writes naive UTC and has no column for the cancellation; a last
        -- change at the entry was never maintained
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.filled_at::timestamp at time zone 'UTC' as filled_at,
        case
            when statuses.canonical_value = 'cancelled'
                then nullif(source.updated_at, source.created_at)::timestamp at time zone 'UTC'
        end as cancelled_at,
        greatest(source.created_at, source.updated_at, source.filled_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.environment::text
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'mastertrade'
        and sides.native_value = source.side::text
    left join {{ ref('value_mappings') }} as order_types
        on order_types.domain = 'order_type'
        and order_types.source_system = 'mastertrade'
        and order_types.native_value = source.order_type::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'order_status'
        and statuses.source_system = 'mastertrade'
        and statuses.native_value = source.status::text

)

select * from renamed
