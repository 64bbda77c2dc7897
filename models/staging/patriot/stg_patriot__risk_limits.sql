{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per limit, in force or retired. What it is for has a column per level.
with

source as (

    {{ source_rows('patriot', 'risk_parameters') }}

),

renamed as (

    select
        -- ids: a user is referred to by a personal id, so that all but the other two are hashed
        'patriot' as source_system,
        source.id::text as limit_id,
        case
            when source.parameter_type::text in ('STRATEGY', 'ACCOUNT')
                then source.reference_id::text
            else {{ pseudonym('patriot', 'source.reference_id') }}
        end as reference_key,
        case
            when source.parameter_type::text = 'USER'
                then {{ pseudonym('patriot', 'source.reference_id') }}
        end as owner_id,
        case
            when source.parameter_type::text = 'STRATEGY' then source.reference_id::text
        end as strategy_id,
        case
            when source.parameter_type::text = 'ACCOUNT' then source.reference_id::text
        end as account_id,
        {{ pseudonym('patriot', 'source.created_by') }} as author_owner_id,

        -- attributes
        lower(source.parameter_type::text) as limit_level,
        source.parameter_name::text as limit_name,
        units.canonical_value as limit_unit,
        nullif(source.parameter_unit::text, '') as native_limit_unit,
        source.is_active::boolean as is_active,

        -- measures: in the unit beside it, so that 5 with percent is 5 %
        source.parameter_value::numeric as limit_value,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as units
        on units.domain = 'limit_unit'
        and units.source_system = 'patriot'
        and units.native_value = source.parameter_unit::text

)

select * from renamed
