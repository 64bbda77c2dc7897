{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per line of a ledger entry: an instrument, cash or a fee.
with

source as (

    {{ source_rows('schwab', 'transaction_items') }}

),

renamed as (

    select
        -- ids; cash is written as an instrument of its own, which is no symbol
        'schwab' as source_system,
        source.item_id::text as item_id,
        source.transaction_id::text as transaction_id,
        case
            when coalesce(asset_classes.canonical_value, '') <> 'fx'
                then nullif(source.instrument_symbol::text, '')
        end as symbol,
        case
            when asset_classes.canonical_value = 'option'
                then substring(source.instrument_symbol from '^(.*[^ ]) *[0-9]{6}[CP][0-9]{8}$')
            when coalesce(asset_classes.canonical_value, '') <> 'fx'
                then nullif(source.instrument_symbol::text, '')
        end as underlying_symbol,
        source.instrument_id::text as broker_instrument_id,
        nullif(source.instrument_cusip::text, '') as cusip,

        -- attributes
        nullif(asset_classes.canonical_value, 'fx') as instrument_type,
        source.instrument_type::text as native_instrument_type,
        nullif(source.instrument_description::text, '') as instrument_description,
        lower(nullif(source.position_effect::text, '')) as position_effect,
        lower(nullif(source.fee_type::text, '')) as fee_type,

        -- measures: the source calls the quantity amount, and books a fee as negative money
        source.amount::numeric as quantity,
        source.price::numeric as price,
        source.cost::numeric as cost_usd,
        case
            when nullif(source.fee_type::text, '') is not null then -source.cost::numeric
        end as fee_amount,
        case when nullif(source.fee_type::text, '') is not null then 'USD' end as fee_currency,
        source.instrument_net_change::numeric as instrument_net_change_usd,

        -- timestamps
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as asset_classes
        on asset_classes.domain = 'asset_class'
        and asset_classes.source_system = 'schwab'
        -- Where the kind is not told, the shape of the symbol does.
        and asset_classes.native_value = coalesce(
            nullif(source.instrument_type::text, ''),
            case
                when source.instrument_symbol ~ '[0-9]{6}[CP][0-9]{8}$' then 'OPTION'
                when source.instrument_symbol like 'CURRENCY\_%' then 'CURRENCY'
            end
        )

)

select * from renamed
