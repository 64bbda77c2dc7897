{{ config(enabled=system_enabled('mastertrade')) }}

-- Attempts up to the clock's reading are the same number on both sides, those for alerts that are
-- gone included.
with

attempted as (

    select
        deliveries.status,
        count(*) as attempts
    from {{ ref('stg_mastertrade__alert_deliveries') }} as deliveries
    cross join {{ ref('clock') }} as clock
    left join {{ ref('stg_mastertrade__alerts') }} as alerts
        on deliveries.alert_id = alerts.alert_id
    where
        coalesce(deliveries.sent_at <= clock.as_of, true)
        and coalesce(alerts.created_at <= clock.as_of, true)
    group by deliveries.status

),

reported as (

    select
        counted.status,
        sum(counted.attempts) as attempts
    from {{ ref('alert_delivery') }} as alerts
    cross join lateral (
        values
        ('sent', alerts.sent_attempts),
        ('failed', alerts.failed_attempts),
        ('pending', alerts.pending_attempts)
    ) as counted (status, attempts)
    group by counted.status

)

select
    reported.status,
    attempted.attempts as attempted,
    reported.attempts as reported
from reported
full join attempted on reported.status = attempted.status
where coalesce(reported.attempts, 0) <> coalesce(attempted.attempts, 0)
