{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per position and day.
with

source as (

    {{ source_rows('swiftbolt', 'options_strategy_metrics') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as metric_id,
        source.strategy_id::text as strategy_id,

        -- attributes: the platform calls the day recorded_at
        source.recorded_at::date as recorded_on,

        -- measures: no underlying is worth 0
        nullif(source.underlying_price::numeric, 0) as underlying_price,
        source.total_value::numeric as total_value_usd,
        source.total_pl::numeric as total_pnl_usd,
        source.total_pl_pct::numeric / 100 as total_pnl_ratio,
        source.delta_snapshot::numeric as net_delta,
        source.gamma_snapshot::numeric as net_gamma,
        source.theta_snapshot::numeric as net_theta,
        source.vega_snapshot::numeric as net_vega,
        source.min_dte::integer as min_days_to_expiry,
        source.alert_count::integer as alert_count,
        source.critical_alert_count::integer as critical_alert_count,

        -- timestamps
        source.recorded_timestamp::timestamptz as recorded_at,
        source.recorded_timestamp::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
