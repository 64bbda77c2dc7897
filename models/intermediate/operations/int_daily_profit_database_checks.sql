{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per check of the platform's own database, measured at the clock's reading: how
-- slow its slowest statements were when they were last sampled.
with

newest as (

    select distinct on (timings.query_fingerprint)
        timings.query_fingerprint,
        timings.call_count,
        timings.mean_time_ms
    from {{ ref('stg_daily_profit__query_timings') }} as timings
    cross join {{ ref('clock') }} as clock
    where timings.loaded_at <= clock.as_of
    order by timings.query_fingerprint asc, timings.loaded_at desc, timings.row_id desc

),

slowest as (

    select
        max(mean_time_ms) as slowest_statement_ms,
        sum((call_count > 100 and mean_time_ms >= 100)::integer) as slow_statements
    from newest

)

select
    checks.check_name,
    checks.measured_value,
    clock.as_of as measured_at
from {{ ref('clock') }} as clock
cross join slowest
cross join lateral (
    values
    ('slowest_statement_ms', slowest.slowest_statement_ms),
    ('slow_statements', slowest.slow_statements::numeric)
) as checks (check_name, measured_value)
