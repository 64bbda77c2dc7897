{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, horizon, run and forecast id.
-- The id comes last in the key: where the platform overwrites a forecast it keeps the id, and a
-- search for one symbol and horizon must reach the index on them.
with

source as (

    {{ source_rows('swiftbolt', 'ml_forecasts') }}

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
        source.timeframe::text as native_timeframe,
        labels.canonical_value as forecast_label,
        source.overall_label::text as native_forecast_label,
        lower(nullif(source.trend_label::text, '')) as supertrend_label,
        nullif(source.ensemble_type::text, '') as ensemble_type,
        lower(nullif(source.ensemble_method::text, '')) as ensemble_method,
        lower(nullif(source.confidence_source::text, '')) as confidence_source,
        source.is_base_horizon::boolean as is_base_horizon,
        source.is_consensus::boolean as is_consensus,
        source.points::jsonb as points,
        source.sr_levels::jsonb as support_resistance_levels,
        source.quality_issues::jsonb as quality_issues,
        source.backtest_metrics::jsonb as backtest_metrics,
        source.training_stats::jsonb as training_stats,
        source.synthesis_data::jsonb as synthesis_data,
        source.model_predictions::jsonb as model_predictions,
        source.model_confidences::jsonb as model_confidences,
        source.ensemble_weights::jsonb as ensemble_weights,

        -- measures: floating point can hold NaN, which stands for nothing, as no price of 0 is one
        source.confidence::numeric as confidence_ratio,
        nullif(nullif(source.target_price::numeric, 'NaN'), 0) as target_price,
        nullif(nullif(source.stop_level::numeric, 'NaN'), 0) as stop_price,
        source.forecast_return::numeric as forecast_return_ratio,
        source.forecast_volatility::numeric as forecast_volatility_ratio,
        source.ci_lower::numeric as lower_return_ratio,
        source.ci_upper::numeric as upper_return_ratio,
        nullif(source.model_agreement::numeric, 'NaN') as model_agreement_ratio,
        nullif(source.quality_score::numeric, 'NaN') as quality_ratio,
        source.n_models::integer as model_count,
        nullif(source.supertrend_factor::numeric, 'NaN') as supertrend_factor,
        source.supertrend_signal::integer as supertrend_signal,
        nullif(source.supertrend_performance::numeric, 'NaN') as supertrend_performance_score,
        source.trend_confidence::numeric as supertrend_confidence_score,
        source.trend_duration_bars::integer as supertrend_duration_bars,
        source.sr_density::integer as nearby_level_count,
        source.support_hold_probability::numeric as support_hold_ratio,
        source.resistance_hold_probability::numeric as resistance_hold_ratio,
        source.support_strength_score::numeric as support_strength_score,
        source.resistance_strength_score::numeric as resistance_strength_score,
        source.handoff_confidence::numeric as handoff_confidence_pct,
        source.consensus_weight::numeric as consensus_weight_ratio,

        -- timestamps
        source.run_at::timestamptz as run_at,
        source.created_at::timestamptz as created_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

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
