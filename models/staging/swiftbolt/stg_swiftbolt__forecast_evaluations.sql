{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per evaluated forecast.
with

source as (

    {{ source_rows('swiftbolt', 'forecast_evaluations') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as evaluation_id,
        source.forecast_id::text as forecast_id,
        source.symbol_id::uuid as symbol_id,
        source.symbol::text as symbol,

        -- attributes
        horizons.canonical_value as horizon,
        source.horizon::text as native_horizon,
        predicted.canonical_value as predicted_label,
        source.predicted_label::text as native_predicted_label,
        realized.canonical_value as realized_label,
        source.realized_label::text as native_realized_label,
        source.direction_correct::boolean as is_direction_correct,
        forest.canonical_value as forest_label,
        source.rf_prediction::text as native_forest_label,
        boosting.canonical_value as boosting_label,
        source.gb_prediction::text as native_boosting_label,
        source.rf_correct::boolean as is_forest_correct,
        source.gb_correct::boolean as is_boosting_correct,

        -- measures: versions of the platform store errors signed or not, positive here when the
        -- forecast was too low
        source.predicted_value::numeric as predicted_price,
        source.realized_price::numeric as realized_price,
        abs(source.price_error::numeric)
        * case when source.realized_price < source.predicted_value then -1 else 1 end
            as price_error_usd,
        abs(source.price_error_pct::numeric) / 100
        * case when source.realized_price < source.predicted_value then -1 else 1 end
            as price_error_ratio,
        source.realized_return::numeric / 100 as realized_return_ratio,
        source.predicted_confidence::numeric as predicted_confidence_ratio,
        nullif(source.model_agreement::numeric, 'NaN') as model_agreement_ratio,
        nullif(source.rf_weight::numeric, 'NaN') as forest_weight_ratio,
        nullif(source.gb_weight::numeric, 'NaN') as boosting_weight_ratio,
        nullif(source.synth_supertrend_component::numeric, 'NaN') as supertrend_component_price,
        nullif(source.synth_polynomial_component::numeric, 'NaN') as polynomial_component_price,
        nullif(source.synth_ml_component::numeric, 'NaN') as model_component_price,

        -- timestamps
        source.forecast_date::timestamptz as forecasted_at,
        source.evaluation_date::timestamptz as evaluated_at,
        coalesce(source.created_at, source.evaluation_date)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as horizons
        on horizons.domain = 'horizon'
        and horizons.source_system = 'swiftbolt'
        and horizons.native_value = source.horizon::text
    left join {{ ref('value_mappings') }} as predicted
        on predicted.domain = 'trend_label'
        and predicted.source_system = 'swiftbolt'
        and predicted.native_value = source.predicted_label::text
    left join {{ ref('value_mappings') }} as realized
        on realized.domain = 'trend_label'
        and realized.source_system = 'swiftbolt'
        and realized.native_value = source.realized_label::text
    left join {{ ref('value_mappings') }} as forest
        on forest.domain = 'trend_label'
        and forest.source_system = 'swiftbolt'
        and forest.native_value = source.rf_prediction::text
    left join {{ ref('value_mappings') }} as boosting
        on boosting.domain = 'trend_label'
        and boosting.source_system = 'swiftbolt'
        and boosting.native_value = source.gb_prediction::text

)

select * from renamed
