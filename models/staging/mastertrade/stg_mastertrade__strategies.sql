{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per strategy, as last written.
with

source as (

    {{ source_rows('mastertrade', 'strategies') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as strategy_id,
        source.parent_strategy_id::text as parent_strategy_id,
        source.symbol::text as symbol,

        -- attributes
        source.name::text as strategy_name,
        nullif(source.description::text, '') as strategy_description,
        strategy_types.canonical_value as strategy_type,
        nullif(source.strategy_type::text, '') as native_strategy_type,
        statuses.canonical_value as status,
        source.status::text as native_status,
        timeframes.canonical_value as timeframe,
        source.interval::text as native_timeframe,
        source.version::integer as version,
        source.generation::integer as generation,
        source.parameters,
        source.entry_conditions,
        source.exit_conditions,
        source.risk_params as risk_parameters,

        -- timestamps: the platform writes naive UTC
        source.created_at::timestamp at time zone 'UTC' as created_at,
        source.activated_at::timestamp at time zone 'UTC' as activated_at,
        source.archived_at::timestamp at time zone 'UTC' as archived_at,
        greatest(
            source.created_at, source.updated_at, source.activated_at, source.archived_at
        )::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as strategy_types
        on strategy_types.domain = 'strategy_type'
        and strategy_types.source_system = 'mastertrade'
        and strategy_types.native_value = source.strategy_type::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'strategy_status'
        and statuses.source_system = 'mastertrade'
        and statuses.native_value = source.status::text
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'mastertrade'
        and timeframes.native_value = source.interval::text

)

select * from renamed
