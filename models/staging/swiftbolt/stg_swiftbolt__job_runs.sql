{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per run, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'job_runs') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as run_id,
        source.job_def_id::text as job_definition_id,
        source.symbol::text as symbol,

        -- attributes: who started a run and what went wrong are not carried on, only whether
        -- the schedule did and whether a reason was noted
        source.job_type::text as job_type,
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,
        statuses.canonical_value as status,
        source.status::text as native_status,
        nullif(source.provider::text, '') as provider,
        nullif(source.error_code::text, '') as error_code,
        nullif(source.error_message::text, '') is not null as has_error_message,
        source.triggered_by::text = 'cron' as is_scheduled,

        -- measures
        source.attempt::integer as attempt_number,
        source.progress_percent::numeric / 100 as progress_ratio,
        source.rows_written::integer as rows_written,
        source.expected_cost::numeric as expected_cost,
        source.actual_cost::numeric as actual_cost,

        -- timestamps
        source.slice_from::timestamptz as slice_start_at,
        source.slice_to::timestamptz as slice_end_at,
        source.started_at::timestamptz as started_at,
        source.finished_at::timestamptz as finished_at,
        source.created_at::timestamptz as created_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'job_status'
        and statuses.source_system = 'swiftbolt'
        and statuses.native_value = source.status::text

)

select * from renamed
