{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per job that the platform's database runs on a schedule.
with

source as (

    {{ source_rows('daily_profit', 'scheduled_jobs') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        job_id::text as job_id,
        job_name::text as job_name,

        -- attributes
        schedule::text as schedule,
        is_active::boolean as is_active,

        -- timestamps: the platform writes naive UTC
        created_at at time zone 'UTC' as created_at,
        last_run at time zone 'UTC' as last_run_at,
        next_run at time zone 'UTC' as next_run_at,
        greatest(created_at, last_run) at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
