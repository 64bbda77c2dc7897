{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per job on the schedule of the platform's database. It notes the last run only,
-- not how it went.
select
    'scheduled_jobs' as job_source,
    job_id,
    job_name,
    job_name as job_type,
    null::text as native_symbol,
    null::text as timeframe,
    schedule,
    coalesce(is_active, true) as is_enabled,
    null::integer as urgency,
    created_at,
    last_run_at as last_reported_run_at,
    case when coalesce(is_active, true) then next_run_at end as next_run_at
from {{ ref('stg_daily_profit__scheduled_jobs') }}
