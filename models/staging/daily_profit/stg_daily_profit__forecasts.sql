{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per login, forecast day and model version.
with

source as (

    {{ source_rows('daily_profit', 'model_predictions') }}

),

renamed as (

    select
        -- ids: the login is all that names the account, see stg_daily_profit__accounts
        'daily_profit' as source_system,
        source.id::text as forecast_id,
        {{ pseudonym('daily_profit', 'source.login') }} as login_id,
        source.model_version::text as model_version,

        -- attributes
        source.feature_date::date as feature_date,
        source.prediction_date::date as forecast_date,
        source.shap_values::jsonb as feature_effects,
        source.top_positive_features::jsonb as top_positive_features,
        source.top_negative_features::jsonb as top_negative_features,

        -- measures: what came true is written into the row later
        source.predicted_net_profit::numeric as forecast_pnl_usd,
        source.prediction_confidence::numeric / 100 as confidence_ratio,
        source.actual_net_profit::numeric as actual_pnl_usd,
        source.prediction_error::numeric as forecast_error_usd,

        -- timestamps: the platform writes naive UTC
        source.created_at at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
