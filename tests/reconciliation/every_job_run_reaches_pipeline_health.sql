-- Runs up to the clock's reading are the same number on both sides, per platform and kind of job.
with

recorded as (

    {% if system_enabled('swiftbolt') -%}
        select
            case when job_definition_id is null then 'runs_by_hand' else 'job_definitions' end
                as job_source,
            created_at
        from {{ ref('stg_swiftbolt__job_runs') }}

        union all

        select
            'job_queue' as job_source,
            coalesce(created_at, started_at, completed_at) as created_at
        from {{ ref('stg_swiftbolt__queued_jobs') }}

        union all

        select
            'ranking_jobs' as job_source,
            created_at
        from {{ ref('stg_swiftbolt__ranking_jobs') }}

        union all

        select
            'symbol_backfills' as job_source,
            created_at
        from {{ ref('stg_swiftbolt__symbol_backfills') }}

        union all

        select
            'intraday_backfills' as job_source,
            loaded_at as created_at
        from {{ ref('stg_swiftbolt__intraday_backfills') }}

        union all

    {% endif -%}
    {% if system_enabled('daily_profit') -%}
        select
            'pipeline_stages' as job_source,
            started_at as created_at
        from {{ ref('stg_daily_profit__pipeline_runs') }}

        union all

    {% endif -%}
    select
        'scheduled_jobs' as job_source,
        null::timestamptz as created_at
    where false

),

counted as (

    select
        recorded.job_source,
        count(*) as runs
    from recorded
    cross join {{ ref('clock') }} as clock
    where coalesce(recorded.created_at <= clock.as_of, true)
    group by recorded.job_source

),

reported as (

    select
        job_source,
        sum(runs) as runs
    from {{ ref('pipeline_health') }}
    group by job_source

)

select
    coalesce(reported.job_source, counted.job_source) as job_source,
    counted.runs as recorded_runs,
    reported.runs as reported_runs
from reported
full join counted on reported.job_source = counted.job_source
where coalesce(reported.runs, 0) <> coalesce(counted.runs, 0)
