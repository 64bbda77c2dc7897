{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per forecast run, symbol and horizon.
with

source as (

    select * from {{ source('swiftbolt', 'ml_forecasts') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as forecast_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        horizons.canonical_value as horizon,
        source.horizon::text as native_horizon,
        timeframes.canonical_value as timeframe,
        labels.canonical_value as forecast_label,
        nullif(source.ensemble_type::text, '') as ensemble_type,
        source.is_base_horizon::boolean as is_base_horizon,
        source.is_consensus::boolean as is_consensus,
        source.points::jsonb as points,

        -- measures
        source.confidence::numeric as confidence_ratio,
        source.target_price::numeric as target_price,
        source.stop_level::numeric as stop_price,
        source.forecast_return::numeric as forecast_return_ratio,
        source.forecast_volatility::numeric as forecast_volatility_ratio,
        source.ci_lower::numeric as lower_return_ratio,
        source.ci_upper::numeric as upper_return_ratio,
        source.model_agreement::numeric as model_agreement_ratio,
        source.quality_score::numeric as quality_ratio,
        source.n_models::integer as model_count,

        -- timestamps
        source.run_at::timestamptz as run_at,
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at

    from source
    left join {{ ref('value_mappings') }} as horizons
        on horizons.domain = 'horizon'
        and horizons.source_system = 'swiftbolt'
        and horizons.native_value = source.horizon::text
    left join {{ ref('value_mappings') }} as labels
        on labels.domain = 'trend_label'
        and labels.source_system = 'swiftbolt'
        and labels.native_value = source.overall_label::text
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
