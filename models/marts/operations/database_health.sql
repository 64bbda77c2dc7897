{{ config(materialized='view') }}

-- Grain: one row per database (the warehouse's and the platforms' own) and check.
-- A view, for the same reason as warehouse_health.
select
    {{ surrogate_key('check', ['checks.database_name', 'checks.check_name']) }} as check_key,
    checks.database_name,
    checks.check_name,
    coalesce(health.health_status, 'not_measured') as health_status,
    checks.measured_value,
    thresholds.unit,
    thresholds.worse_when,
    thresholds.warning_from,
    thresholds.critical_from,
    thresholds.reason,
    checks.measured_at,
    now() as as_of,
    now() as refreshed_at
from {{ ref('int_database_checks') }} as checks
left join {{ ref('health_thresholds') }} as thresholds
    on thresholds.subject = 'database_health'
    and checks.check_name = thresholds.measure
left join lateral (
    select
        case
            when found.sign * checks.measured_value >= found.sign * thresholds.critical_from
                then 'critical'
            when found.sign * checks.measured_value >= found.sign * thresholds.warning_from
                then 'warning'
            when checks.measured_value is not null then 'healthy'
        end as health_status
    from (
        select case thresholds.worse_when when 'lower' then -1 else 1 end as sign
    ) as found
) as health on true
