-- Grain: one row per job of every platform that runs jobs. A job that only runs tell of (a queue, a
-- stage, runs by hand, a deleted definition) is added as an inferred member.
with

known as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_jobs',
            'daily_profit': 'int_daily_profit_jobs',
        },
        columns={
            'job_source': 'text',
            'job_id': 'text',
            'job_name': 'text',
            'job_type': 'text',
            'native_symbol': 'text',
            'timeframe': 'text',
            'schedule': 'text',
            'is_enabled': 'boolean',
            'urgency': 'integer',
            'created_at': 'timestamptz',
            'last_reported_run_at': 'timestamptz',
            'next_run_at': 'timestamptz',
        },
    ) | indent(4) }}

),

mentioned as (

    select
        source_system,
        job_source,
        job_id,
        min(job_type) as job_type,
        min(timeframe) as timeframe,
        min(queued_at) as created_at
    from {{ ref('int_job_runs_conformed') }}
    group by source_system, job_source, job_id

)

select
    known.source_system,
    known.job_source,
    known.job_id,
    known.job_name,
    known.job_type,
    known.native_symbol,
    known.timeframe,
    known.schedule,
    known.is_enabled,
    known.urgency,
    known.created_at,
    case when known.last_reported_run_at <= clock.as_of then known.last_reported_run_at end
        as last_reported_run_at,
    known.next_run_at,
    false as is_inferred
from known
cross join {{ ref('clock') }} as clock
where coalesce(known.created_at <= clock.as_of, true)

union all

select
    mentioned.source_system,
    mentioned.job_source,
    mentioned.job_id,
    case mentioned.job_source
        when 'job_definitions'
            then mentioned.job_type || coalesce(' ' || mentioned.timeframe, '') || ' (deleted)'
        when 'runs_by_hand'
            then mentioned.job_type || coalesce(' ' || mentioned.timeframe, '') || ' (by hand)'
        else mentioned.job_id
    end as job_name,
    mentioned.job_type,
    null as native_symbol,
    mentioned.timeframe,
    null as schedule,
    true as is_enabled,
    null as urgency,
    mentioned.created_at,
    null as last_reported_run_at,
    null as next_run_at,
    true as is_inferred
from mentioned
left join known
    on mentioned.source_system = known.source_system
    and mentioned.job_source = known.job_source
    and mentioned.job_id = known.job_id
where known.job_id is null
