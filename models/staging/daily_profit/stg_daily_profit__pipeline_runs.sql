{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per run of a stage of the platform's own pipeline.
with

source as (

    {{ source_rows('daily_profit', 'pipeline_execution_log') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::text as run_id,

        -- attributes: the message itself may quote a login or an address and is left out
        pipeline_stage::text as stage_name,
        execution_date::date as run_date,
        lower(status::text) as status,
        nullif(error_message::text, '') is not null as has_error_message,

        -- measures
        records_processed::bigint as record_count,

        -- timestamps: the platform writes naive UTC
        start_time at time zone 'UTC' as started_at,
        end_time at time zone 'UTC' as ended_at,
        greatest(created_at, start_time, end_time) at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
