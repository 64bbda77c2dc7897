{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per strategy of the catalogue.
with

source as (

    {{ source_rows('patriot', 'strategies') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as strategy_id,
        {{ pseudonym('patriot', 'source.created_by') }} as owner_id,

        -- attributes: of the settings only what kind of json they are, for they may hold anything
        source.name::text as strategy_name,
        strategy_types.canonical_value as strategy_type,
        source.strategy_type::text as native_strategy_type,
        risk_profiles.canonical_value as risk_profile,
        source.risk_level::text as native_risk_profile,
        source.is_active::boolean as is_active,
        source.supported_symbols::text[] as supported_symbols,
        source.supported_exchanges::text[] as supported_exchanges,
        jsonb_typeof(source.config) as config_type,

        -- measures
        source.min_balance_usd::numeric as min_balance_usd,
        source.max_leverage::numeric as max_leverage,
        source.performance_fee_percent::numeric / 100 as performance_fee_ratio,
        source.max_users::integer as max_users,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as strategy_types
        on strategy_types.domain = 'strategy_type'
        and strategy_types.source_system = 'patriot'
        and strategy_types.native_value = source.strategy_type::text
    left join {{ ref('value_mappings') }} as risk_profiles
        on risk_profiles.domain = 'risk_profile'
        and risk_profiles.source_system = 'patriot'
        and risk_profiles.native_value = source.risk_level::text

)

select * from renamed
