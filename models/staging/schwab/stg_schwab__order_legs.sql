{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per instrument leg of an order.
with

source as (

    {{ source_rows('schwab', 'order_legs') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.leg_id::text as leg_id,
        source.order_id::text as order_id,
        source.schwab_leg_id::integer as leg_number,
        nullif(source.instrument_symbol::text, '') as symbol,
        -- The symbol of an option ends in 15 places of expiry, right and strike.
        case
            when asset_classes.canonical_value = 'option'
                then substring(source.instrument_symbol from '^(.*[^ ]) *[0-9]{6}[CP][0-9]{8}$')
            else nullif(source.instrument_symbol::text, '')
        end as underlying_symbol,
        source.instrument_id::text as broker_instrument_id,
        nullif(source.instrument_cusip::text, '') as cusip,

        -- attributes
        lower(nullif(source.order_leg_type::text, '')) as leg_type,
        asset_classes.canonical_value as instrument_type,
        source.instrument_type::text as native_instrument_type,
        nullif(source.instrument_description::text, '') as instrument_description,
        sides.canonical_value as side,
        source.instruction::text as native_instruction,
        lower(nullif(source.position_effect::text, '')) as position_effect,
        case
            when source.position_effect::text = 'OPENING' then true
            when source.position_effect::text = 'CLOSING' then false
            when
                source.instruction::text in ('BUY_TO_OPEN', 'SELL_TO_OPEN', 'SELL_SHORT')
                then true
            when
                source.instruction::text in ('BUY_TO_CLOSE', 'SELL_TO_CLOSE', 'BUY_TO_COVER')
                then false
        end as is_opening,
        lower(nullif(source.quantity_type::text, '')) as quantity_type,

        -- measures: an order by value gives dollars where the others give shares
        case
            when coalesce(source.quantity_type::text, '') <> 'DOLLARS'
                then source.quantity::numeric
        end as quantity,
        case
            when source.quantity_type::text = 'DOLLARS' then source.quantity::numeric
        end as requested_amount_usd,
        source.instrument_net_change::numeric as instrument_net_change_usd,

        -- timestamps
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as asset_classes
        on asset_classes.domain = 'asset_class'
        and asset_classes.source_system = 'schwab'
        -- Where the kind is not told, that of the leg is, or the shape of an option's symbol.
        and asset_classes.native_value = coalesce(
            nullif(source.instrument_type::text, ''),
            nullif(source.order_leg_type::text, ''),
            case when source.instrument_symbol ~ '[0-9]{6}[CP][0-9]{8}$' then 'OPTION' end
        )
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'schwab'
        and sides.native_value = source.instruction::text

)

select * from renamed
