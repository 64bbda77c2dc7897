{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per thing that a quoted contract delivers when exercised.
with

source as (

    {{ source_rows('schwab', 'option_deliverables') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.deliverable_id::text as deliverable_id,
        source.contract_id::text as quote_id,
        nullif(source.symbol::text, '') as symbol,

        -- attributes: cash is written as an asset of its own, which is no instrument
        case
            when coalesce(source.asset_type::text, '') <> 'CURRENCY'
                then asset_classes.canonical_value
        end as instrument_type,
        source.asset_type::text as native_asset_type,
        source.deliverable_units::text as native_deliverable_units,
        nullif(source.currency_type::text, '') as cash_currency,

        -- measures: the units are a text that begins with a number
        case
            when coalesce(source.asset_type::text, '') <> 'CURRENCY'
                then substring(source.deliverable_units from '^ *(-?[0-9]+[.]?[0-9]*)')::numeric
        end as quantity,
        case
            when source.asset_type::text = 'CURRENCY'
                then substring(source.deliverable_units from '^ *(-?[0-9]+[.]?[0-9]*)')::numeric
        end as cash_amount,

        -- The table has no time of any kind.
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as asset_classes
        on asset_classes.domain = 'asset_class'
        and asset_classes.source_system = 'schwab'
        and asset_classes.native_value = source.asset_type::text

)

select * from renamed
