{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per user, as a pseudonym.
with

source as (

    {{ source_rows('patriot', 'users') }}

),

renamed as (

    select
        -- ids: a number that is not positive is a group or nobody, so no person
        'patriot' as source_system,
        {{ pseudonym('patriot', 'source.id') }} as owner_id,
        case
            when source.telegram_id > 0
                then {{ pseudonym('patriot', 'source.telegram_id') }}
        end as telegram_pseudonym,

        -- attributes
        statuses.canonical_value as status,
        source.status::text as native_status,
        risk_profiles.canonical_value as risk_profile,
        source.risk_profile::text as native_risk_profile,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'owner_status'
        and statuses.source_system = 'patriot'
        and statuses.native_value = source.status::text
    left join {{ ref('value_mappings') }} as risk_profiles
        on risk_profiles.domain = 'risk_profile'
        and risk_profiles.source_system = 'patriot'
        and risk_profiles.native_value = source.risk_profile::text

)

select * from renamed
