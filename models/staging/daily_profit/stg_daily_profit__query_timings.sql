{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per statement and moment its timings were sampled.
with

source as (

    {{ source_rows('daily_profit', 'query_performance_log') }}

),

renamed as (

    select
        -- ids: the statement itself may hold what was looked for and is left out
        'daily_profit' as source_system,
        id::bigint as row_id,
        query_fingerprint::text as query_fingerprint,

        -- measures
        calls::bigint as call_count,
        mean_time_ms::numeric as mean_time_ms,
        total_time_ms::numeric as total_time_ms,
        min_time_ms::numeric as min_time_ms,
        max_time_ms::numeric as max_time_ms,
        stddev_time_ms::numeric as deviation_ms,

        -- timestamps: the platform writes naive UTC
        logged_at at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
