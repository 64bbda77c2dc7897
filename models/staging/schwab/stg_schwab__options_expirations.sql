{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per underlying and expiration date.
with

source as (

    {{ source_rows('schwab', 'options_expirations') }}

),

renamed as (

    select
        -- ids
        'schwab' as source_system,
        source.expiration_id::text as expiration_id,
        source.underlying_symbol::text as underlying_symbol,
        source.expiration_date::date as expiry_date,

        -- attributes: the leap flag and the days left are as old as the row, hence native
        expiration_types.canonical_value as expiration_type,
        source.expiration_type::text as native_expiration_type,
        source.is_standard::boolean as is_standard,
        source.is_leap::boolean as native_is_leap,

        -- measures
        source.days_to_expiration::integer as native_days_to_expiration,

        -- timestamps
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as expiration_types
        on expiration_types.domain = 'expiration_type'
        and expiration_types.source_system = 'schwab'
        and expiration_types.native_value = source.expiration_type::text

)

select * from renamed
