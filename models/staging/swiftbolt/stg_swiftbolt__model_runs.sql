{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per model run.
with

source as (

    {{ source_rows('swiftbolt', 'ml_audit_trail') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as model_run_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        source.model_id::text as model_id,
        nullif(source.model_version::text, '') as model_version,
        source.hyperparameters::jsonb as hyperparameters,
        source.training_metrics::jsonb as training_metrics,

        -- timestamps: a run is recorded once, when it is done
        source.run_timestamp::timestamptz as run_at,
        source.run_timestamp::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
