{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per goal, as last written.
with

source as (

    {{ source_rows('mastertrade', 'financial_goals') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as goal_id,
        lower(source.goal_type::text) as goal_type,

        -- attributes: of the details only the book is read
        environments.canonical_value as environment,
        nullif(source.metadata ->> 'environment', '') as native_environment,
        lower(nullif(source.status::text, '')) as status,
        source.priority::integer as priority,

        -- measures: the target is in the unit its type names; the two limits are fractions already
        source.target_value::numeric as target_value,
        case
            when lower(source.goal_type::text) like '%_usd' then 'usd'
            when lower(source.goal_type::text) like '%_pct' then 'pct'
        end as target_unit,
        source.risk_tolerance::numeric as risk_tolerance_ratio,
        source.max_drawdown_pct::numeric as max_drawdown_limit_ratio,

        -- timestamps: the platform writes naive UTC
        source.start_date::timestamp at time zone 'UTC' as started_at,
        source.achieved_at::timestamp at time zone 'UTC' as achieved_at,
        source.created_at::timestamp at time zone 'UTC' as created_at,
        greatest(
            source.created_at, source.updated_at, source.achieved_at
        )::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.metadata ->> 'environment'

)

select * from renamed
