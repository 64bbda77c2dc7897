{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per trained model version.
with

source as (

    {{ source_rows('daily_profit', 'model_registry') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::text as model_id,
        model_version::text as model_version,

        -- attributes
        model_type::text as model_type,
        is_active::boolean as is_active,
        hyperparameters::jsonb as hyperparameters,
        feature_list::jsonb as feature_list,
        feature_importance::jsonb as feature_importance,

        -- measures: errors are in USD of a day's profit
        train_mae::numeric as train_mae_usd,
        train_rmse::numeric as train_rmse_usd,
        train_r2::numeric as train_r_squared,
        val_mae::numeric as validation_mae_usd,
        val_rmse::numeric as validation_rmse_usd,
        val_r2::numeric as validation_r_squared,
        test_mae::numeric as test_mae_usd,
        test_rmse::numeric as test_rmse_usd,
        test_r2::numeric as test_r_squared,

        -- timestamps: the platform writes naive UTC
        training_start_date::date as training_start_date,
        training_end_date::date as training_end_date,
        validation_start_date::date as validation_start_date,
        validation_end_date::date as validation_end_date,
        test_start_date::date as test_start_date,
        test_end_date::date as test_end_date,
        created_at at time zone 'UTC' as created_at,
        updated_at at time zone 'UTC' as updated_at,
        greatest(created_at, updated_at) at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
