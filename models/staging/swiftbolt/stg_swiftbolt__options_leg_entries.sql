{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per purchase or sale that a leg was built from.
with

source as (

    {{ source_rows('swiftbolt', 'options_leg_entries') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as entry_id,
        source.leg_id::text as leg_id,

        -- measures
        source.contracts::integer as contract_count,
        source.entry_price::numeric as entry_price,

        -- timestamps: an entry is written once, when it is made
        source.entry_timestamp::timestamptz as entered_at,
        source.entry_timestamp::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
