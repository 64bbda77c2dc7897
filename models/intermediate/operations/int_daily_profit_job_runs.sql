{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per run of a stage of the pipeline. A status nobody knows goes by what the run
-- left behind.
select
    'pipeline_stages' as job_source,
    stage_name as job_id,
    stage_name as job_type,
    null::text as timeframe,
    run_id,
    case
        when status in ('success', 'succeeded', 'completed') then 'succeeded'
        when status in ('failed', 'failure', 'error') then 'failed'
        when status in ('cancelled', 'canceled', 'skipped') then 'cancelled'
        when status in ('queued', 'pending') then 'queued'
        when has_error_message then 'failed'
        when ended_at is null then 'running'
        else 'succeeded'
    end as status,
    null::integer as urgency,
    started_at as queued_at,
    started_at,
    ended_at,
    null::integer as attempt_count,
    record_count,
    null::text as error_code
from {{ ref('stg_daily_profit__pipeline_runs') }}
