{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per template, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'options_strategy_templates') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as template_id,
        {{ pseudonym('swiftbolt', 'source.created_by') }} as owner_id,

        -- attributes
        source.name::text as template_name,
        source.strategy_type::text as strategy_type,
        source.market_condition::text as market_condition,
        nullif(source.description::text, '') as template_description,
        nullif(source.best_for::text, '') as best_for,
        source.leg_config::jsonb as leg_layout,
        source.is_system_template::boolean as is_system_template,
        source.is_public::boolean as is_public,

        -- measures
        source.typical_max_risk::numeric as typical_max_risk_usd,
        source.typical_max_reward::numeric as typical_max_reward_usd,
        source.typical_cost_pct::numeric / 100 as typical_cost_ratio,

        -- timestamps
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
