{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per job that is defined. Queues and runs started by hand are jobs too, but only
-- their runs tell of them.
select
    'job_definitions' as job_source,
    job_definition_id as job_id,
    job_type || ' ' || native_symbol || ' ' || native_timeframe
    || case when batch_version > 1 then ' v' || batch_version else '' end as job_name,
    job_type,
    symbol as native_symbol,
    timeframe,
    null::text as schedule,
    is_enabled,
    priority as urgency,
    created_at,
    null::timestamptz as last_reported_run_at,
    null::timestamptz as next_run_at
from {{ ref('stg_swiftbolt__job_definitions') }}
