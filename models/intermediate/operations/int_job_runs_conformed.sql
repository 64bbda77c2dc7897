-- Grain: one row per run of every platform that runs jobs, as it stood at the clock's reading: what
-- ended later was still running, what began later was still waiting.
with

runs as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_job_runs',
            'daily_profit': 'int_daily_profit_job_runs',
        },
        columns={
            'job_source': 'text',
            'job_id': 'text',
            'job_type': 'text',
            'timeframe': 'text',
            'run_id': 'text',
            'status': 'text',
            'urgency': 'integer',
            'queued_at': 'timestamptz',
            'started_at': 'timestamptz',
            'ended_at': 'timestamptz',
            'attempt_count': 'integer',
            'record_count': 'bigint',
            'error_code': 'text',
        },
    ) | indent(4) }}

),

read_by_the_clock as (

    select
        runs.source_system,
        runs.job_source,
        runs.job_id,
        runs.job_type,
        runs.timeframe,
        runs.run_id,
        runs.urgency,
        coalesce(runs.queued_at, runs.started_at, runs.ended_at) as queued_at,
        case when runs.started_at <= clock.as_of then runs.started_at end as started_at,
        case when runs.ended_at <= clock.as_of then runs.ended_at end as ended_at,
        runs.attempt_count,
        runs.record_count,
        runs.error_code,
        runs.status as last_status,
        coalesce(runs.ended_at > clock.as_of, false) as ends_later,
        coalesce(runs.started_at > clock.as_of, false) as starts_later
    from runs
    cross join {{ ref('clock') }} as clock
    where coalesce(coalesce(runs.queued_at, runs.started_at, runs.ended_at) <= clock.as_of, true)

)

select
    source_system,
    job_source,
    job_id,
    job_type,
    timeframe,
    run_id,
    case
        when starts_later then 'queued'
        when ends_later and started_at is null then 'queued'
        when ends_later then 'running'
        else last_status
    end as status,
    urgency,
    queued_at,
    started_at,
    ended_at,
    coalesce(started_at, queued_at) as run_at,
    coalesce(ended_at, started_at, queued_at) as settled_at,
    attempt_count,
    record_count,
    error_code
from read_by_the_clock
