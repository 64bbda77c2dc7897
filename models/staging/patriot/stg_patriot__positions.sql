{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per position of an account, open or closed.
with

source as (

    {{ source_rows('patriot', 'positions') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as position_id,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        source.strategy_id::text as strategy_id,

        -- attributes: in one-way mode the sign of the quantity tells the side
        source.symbol::text as symbol,
        case
            when position_sides.canonical_value <> 'both' then position_sides.canonical_value
            when position_sides.canonical_value is null then null
            when source.quantity::numeric > 0 then 'long'
            when source.quantity::numeric < 0 then 'short'
        end as position_side,
        source.position_side::text as native_position_side,

        -- measures
        abs(source.quantity::numeric) as quantity,
        source.entry_price::numeric as entry_price,
        source.mark_price::numeric as mark_price,
        source.leverage::numeric as leverage,
        source.position_value_usd::numeric as position_value_usd,
        source.unrealized_pnl_usd::numeric as unrealized_pnl_usd,
        source.realized_pnl_usd::numeric as realized_pnl_usd,

        -- timestamps
        source.opened_at::timestamptz as opened_at,
        source.closed_at::timestamptz as closed_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.opened_at, source.closed_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as position_sides
        on position_sides.domain = 'position_side'
        and position_sides.source_system = 'patriot'
        and position_sides.native_value = source.position_side::text

)

select * from renamed
