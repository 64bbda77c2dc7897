{{ config(
    indexes=[
        {'columns': ['job_key'], 'unique': true},
        {'columns': ['health_status']},
    ]
) }}

-- Grain: one row per job: a definition, a queue, a stage of a pipeline or an entry of a schedule.
select
    {{ surrogate_key('job', ['jobs.source_system', 'jobs.job_source', 'jobs.job_id']) }} as job_key,
    jobs.source_system,
    jobs.job_source,
    jobs.job_id,
    jobs.job_name,
    jobs.job_type,
    instruments.instrument_key,
    jobs.native_symbol,
    jobs.timeframe,
    jobs.schedule,
    jobs.is_enabled,
    jobs.urgency,
    jobs.created_at,

    -- health
    health.health_status,
    health.health_findings,

    -- runs
    health.runs,
    health.succeeded_runs,
    health.failed_runs,
    health.cancelled_runs,
    health.success_rate,
    health.runs_7d,
    health.succeeded_runs_7d,
    health.failed_runs_7d,
    health.success_rate_7d,
    health.retries,
    health.records_written,
    health.duration_p50_seconds,
    health.duration_p95_seconds,
    health.duration_p95_seconds_7d,

    -- queue
    health.queue_depth,
    health.oldest_waiting_at,
    health.oldest_waiting_seconds,
    health.next_in_line_id,
    health.running_runs,
    health.oldest_running_at,
    health.oldest_running_seconds,

    -- last run
    health.last_run_at,
    health.last_outcome,
    health.last_succeeded_at,
    health.last_failed_at,
    health.has_last_error,
    health.last_error_code,
    health.consecutive_failures,
    jobs.next_run_at,
    health.overdue_seconds,
    jobs.is_inferred,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_jobs_conformed') }} as jobs
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_job_health') }} as health
    on jobs.source_system = health.source_system
    and jobs.job_source = health.job_source
    and jobs.job_id = health.job_id
left join {{ ref('int_instruments_resolved') }} as instruments
    on jobs.source_system = instruments.source_system
    and jobs.native_symbol = instruments.native_symbol
