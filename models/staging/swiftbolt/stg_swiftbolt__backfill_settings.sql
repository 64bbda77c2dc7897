{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per setting.
with

source as (

    {{ source_rows('swiftbolt', 'backfill_config') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.key::text as setting_key,

        -- attributes: anything can be put into such a table, so only numbers and switches are
        -- carried on
        case
            when source.value::text ~* '^(-?[0-9]+(\.[0-9]+)?|true|false|on|off)$'
                then source.value::text
        end as setting_value,
        source.value is not null as has_value,

        -- timestamps
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
