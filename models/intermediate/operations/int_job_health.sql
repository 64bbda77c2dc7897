-- Grain: one row per job: what its runs up to the clock's reading amount to. A rate is over runs
-- that ended well or badly; called-off ones are neither. Durations are of runs that succeeded: a
-- job that fails at once is not fast.
with

runs as (

    select
        runs.source_system,
        runs.job_source,
        runs.job_id,
        runs.run_id,
        runs.status,
        runs.urgency,
        runs.queued_at,
        runs.started_at,
        runs.run_at,
        runs.settled_at,
        runs.attempt_count,
        runs.record_count,
        runs.error_code,
        max(runs.settled_at) filter (where runs.status = 'succeeded') over (
            partition by runs.source_system, runs.job_source, runs.job_id
        ) as last_succeeded_at,
        extract(epoch from runs.ended_at - runs.started_at) as duration_seconds,
        (runs.run_at at time zone 'UTC')::date > clock.as_of_date - 7 as is_last_7d
    from {{ ref('int_job_runs_conformed') }} as runs
    cross join {{ ref('clock') }} as clock

),

counted as (

    select
        source_system,
        job_source,
        job_id,
        count(*) as runs,
        count(*) filter (where status = 'succeeded') as succeeded_runs,
        count(*) filter (where status = 'failed') as failed_runs,
        count(*) filter (where status = 'cancelled') as cancelled_runs,
        count(*) filter (where is_last_7d) as runs_7d,
        count(*) filter (where is_last_7d and status = 'succeeded')
            as succeeded_runs_7d,
        count(*) filter (where is_last_7d and status = 'failed') as failed_runs_7d,
        sum(record_count)::bigint as records_written,
        sum(greatest(attempt_count - 1, 0))::bigint as retries,
        percentile_cont(0.5) within group (order by duration_seconds)
        filter (where status = 'succeeded') as duration_p50_seconds,
        percentile_cont(0.95) within group (order by duration_seconds)
        filter (where status = 'succeeded') as duration_p95_seconds,
        percentile_cont(0.95) within group (order by duration_seconds)
        filter (where status = 'succeeded' and is_last_7d)
            as duration_p95_seconds_7d,
        max(run_at) filter (where status <> 'queued') as last_run_at,
        max(last_succeeded_at) as last_succeeded_at,
        max(settled_at) filter (where status = 'failed') as last_failed_at,
        count(*) filter (
            where status = 'failed'
            and settled_at > coalesce(last_succeeded_at, '-infinity')
        ) as consecutive_failures,
        (
            array_agg(status order by settled_at desc, run_id desc)
            filter (where status in ('succeeded', 'failed', 'cancelled'))
        )[1] as last_outcome,
        (
            array_agg(error_code order by settled_at desc, run_id desc)
            filter (where status = 'failed')
        )[1] as last_error_code,
        count(*) filter (where status = 'queued') as queue_depth,
        min(queued_at) filter (where status = 'queued') as oldest_waiting_at,
        (
            array_agg(run_id order by urgency desc nulls last, queued_at asc, run_id asc)
            filter (where status = 'queued')
        )[1] as next_in_line_id,
        count(*) filter (where status = 'running') as running_runs,
        min(coalesce(started_at, queued_at)) filter (where status = 'running')
            as oldest_running_at
    from runs
    group by source_system, job_source, job_id

),

measured as (

    select
        jobs.source_system,
        jobs.job_source,
        jobs.job_id,
        jobs.is_enabled,
        coalesce(counted.runs, 0) as runs,
        coalesce(counted.succeeded_runs, 0) as succeeded_runs,
        coalesce(counted.failed_runs, 0) as failed_runs,
        coalesce(counted.cancelled_runs, 0) as cancelled_runs,
        coalesce(counted.runs_7d, 0) as runs_7d,
        coalesce(counted.succeeded_runs_7d, 0) as succeeded_runs_7d,
        coalesce(counted.failed_runs_7d, 0) as failed_runs_7d,
        counted.succeeded_runs::numeric
        / nullif(counted.succeeded_runs + counted.failed_runs, 0) as success_rate,
        counted.succeeded_runs_7d::numeric
        / nullif(counted.succeeded_runs_7d + counted.failed_runs_7d, 0) as success_rate_7d,
        counted.records_written,
        counted.retries,
        counted.duration_p50_seconds::numeric as duration_p50_seconds,
        counted.duration_p95_seconds::numeric as duration_p95_seconds,
        counted.duration_p95_seconds_7d::numeric as duration_p95_seconds_7d,
        greatest(counted.last_run_at, jobs.last_reported_run_at) as last_run_at,
        counted.last_succeeded_at,
        counted.last_failed_at,
        counted.last_outcome,
        counted.last_outcome = 'failed' as has_last_error,
        case when counted.last_outcome = 'failed' then counted.last_error_code end
            as last_error_code,
        coalesce(counted.consecutive_failures, 0) as consecutive_failures,
        coalesce(counted.queue_depth, 0) as queue_depth,
        counted.oldest_waiting_at,
        extract(epoch from clock.as_of - counted.oldest_waiting_at) as oldest_waiting_seconds,
        counted.next_in_line_id,
        coalesce(counted.running_runs, 0) as running_runs,
        counted.oldest_running_at,
        extract(epoch from clock.as_of - counted.oldest_running_at) as oldest_running_seconds,
        case
            when jobs.next_run_at is not null
                then greatest(extract(epoch from clock.as_of - jobs.next_run_at), 0)
        end as overdue_seconds
    from {{ ref('int_jobs_conformed') }} as jobs
    cross join {{ ref('clock') }} as clock
    left join counted
        on jobs.source_system = counted.source_system
        and jobs.job_source = counted.job_source
        and jobs.job_id = counted.job_id

)

select
    measured.*,
    case
        when not measured.is_enabled then 'disabled'
        when health.health_status in ('warning', 'critical') then health.health_status
        when measured.runs = 0 and measured.last_run_at is null then 'never_ran'
        else 'healthy'
    end as health_status,
    case when measured.is_enabled then health.health_findings else '{}' end as health_findings
from measured
{{ judged_by('pipeline_health', {
    'consecutive_failures': 'measured.consecutive_failures',
    'failure_rate_7d': '1 - measured.success_rate_7d',
    'oldest_waiting_seconds': 'measured.oldest_waiting_seconds',
    'oldest_running_seconds': 'measured.oldest_running_seconds',
    'overdue_seconds': 'measured.overdue_seconds',
}) }}
