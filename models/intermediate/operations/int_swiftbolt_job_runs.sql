{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per run, queued job or backfill. Urgency is higher first everywhere: the queue of
-- jobs counts the other way round (1 goes first), so its numbers change sign.
with

all_runs as (

    select
        case when job_definition_id is null then 'runs_by_hand' else 'job_definitions' end
            as job_source,
        coalesce(job_definition_id, job_type || ' ' || native_timeframe) as job_id,
        job_type,
        timeframe,
        run_id,
        status,
        null::integer as urgency,
        created_at as queued_at,
        started_at,
        finished_at as ended_at,
        attempt_number as attempt_count,
        rows_written as record_count,
        error_code
    from {{ ref('stg_swiftbolt__job_runs') }}

    union all

    select
        'job_queue' as job_source,
        job_type as job_id,
        job_type,
        null as timeframe,
        job_id as run_id,
        status,
        -priority as urgency,
        created_at as queued_at,
        started_at,
        completed_at as ended_at,
        attempt_count,
        null as record_count,
        null as error_code
    from {{ ref('stg_swiftbolt__queued_jobs') }}

    union all

    select
        'ranking_jobs' as job_source,
        'rank_options' as job_id,
        'rank_options' as job_type,
        null as timeframe,
        job_id as run_id,
        status,
        priority as urgency,
        created_at as queued_at,
        started_at,
        completed_at as ended_at,
        retry_count + 1 as attempt_count,
        null as record_count,
        null as error_code
    from {{ ref('stg_swiftbolt__ranking_jobs') }}

    union all

    select
        'symbol_backfills' as job_source,
        'backfill_history' as job_id,
        'backfill_history' as job_type,
        null as timeframe,
        backfill_id as run_id,
        status,
        null as urgency,
        created_at as queued_at,
        started_at,
        completed_at as ended_at,
        null as attempt_count,
        bars_inserted as record_count,
        null as error_code
    from {{ ref('stg_swiftbolt__symbol_backfills') }}

    union all

    -- One row per symbol, overwritten: it waits or runs since it was last written.
    select
        'intraday_backfills' as job_source,
        'backfill_intraday' as job_id,
        'backfill_intraday' as job_type,
        null as timeframe,
        symbol_id::text as run_id,
        status,
        null as urgency,
        loaded_at as queued_at,
        case when status = 'running' then loaded_at end as started_at,
        case
            when status = 'succeeded' then last_backfill_at
            when status in ('failed', 'cancelled') then loaded_at
        end as ended_at,
        null as attempt_count,
        bar_count as record_count,
        null as error_code
    from {{ ref('stg_swiftbolt__intraday_backfills') }}

)

select
    job_source,
    job_id,
    job_type,
    timeframe,
    run_id,
    status,
    urgency,
    queued_at,
    started_at,
    ended_at,
    attempt_count,
    record_count,
    error_code
from all_runs
