{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account and time of measuring, as last loaded.
with

source as (

    {{ source_rows('patriot', 'risk_metrics_history') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,

        -- measures
        source.total_exposure_usd::numeric as exposure_usd,
        source.leverage_ratio::numeric as leverage,
        source.var_95_usd::numeric as value_at_risk_95_usd,
        source.var_99_usd::numeric as value_at_risk_99_usd,
        source.max_drawdown_usd::numeric as max_drawdown_usd,
        source.correlation_risk::numeric as correlation_ratio,
        source.concentration_risk::numeric as concentration_ratio,
        source.margin_ratio::numeric as margin_ratio,
        source.risk_score::numeric as risk_score,

        -- timestamps
        source.time::timestamptz as measured_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
