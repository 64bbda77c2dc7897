{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per evaluation of the option ranking.
with

source as (

    {{ source_rows('swiftbolt', 'ranking_evaluations') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as evaluation_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        horizons.canonical_value as horizon,
        source.horizon::text as native_horizon,
        lower(nullif(source.ranking_mode::text, '')) as ranking_mode,
        lower(nullif(source.trend_regime::text, '')) as trend_regime,
        lower(nullif(source.vol_regime::text, '')) as volatility_regime,
        source.is_healthy::boolean as is_healthy,
        source.leakage_suspected::boolean as is_leakage_suspected,
        source.calibration_is_monotonic::boolean as is_calibration_monotonic,
        source.has_critical_alert::boolean as has_critical_alert,
        source.alert_types::text[] as alert_types,

        -- measures: floating point can hold NaN, as the spread of a single day has it
        source.n_days::integer as day_count,
        source.n_contracts::integer as contract_count,
        nullif(source.mean_ic::numeric, 'NaN') as mean_information_coefficient,
        nullif(source.std_ic::numeric, 'NaN') as stddev_information_coefficient,
        nullif(source.min_ic::numeric, 'NaN') as min_information_coefficient,
        nullif(source.max_ic::numeric, 'NaN') as max_information_coefficient,
        nullif(source.ic_trend::numeric, 'NaN') as information_coefficient_trend,
        nullif(source.stability::numeric, 'NaN') as stability_score,
        nullif(source.hit_rate::numeric, 'NaN') as hit_ratio,
        source.hit_rate_n::integer as hit_sample_count,
        nullif(source.hit_rate_ci_lower::numeric, 'NaN') as lower_hit_ratio,
        nullif(source.hit_rate_ci_upper::numeric, 'NaN') as upper_hit_ratio,
        nullif(source.leakage_score::numeric, 'NaN') as leakage_score,
        nullif(source.permuted_ic_mean::numeric, 'NaN') as permuted_information_coefficient,
        nullif(source.calibration_error::numeric, 'NaN') as calibration_error,
        nullif(source.regime_adx::numeric, 'NaN') as average_directional_index,
        nullif(source.regime_atr_pct::numeric, 'NaN') / 100 as average_true_range_ratio,
        source.n_alerts::integer as alert_count,

        -- timestamps
        source.evaluated_at::timestamptz as evaluated_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as horizons
        on horizons.domain = 'horizon'
        and horizons.source_system = 'swiftbolt'
        and horizons.native_value = source.horizon::text

)

select * from renamed
