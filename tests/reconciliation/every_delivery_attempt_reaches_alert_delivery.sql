{{ config(enabled=system_enabled('mastertrade')) }}

-- Attempts up to the clock's reading are the same number on both sides, those for alerts that are
-- gone included. What is neither sent nor failed waits, whatever the platform calls it.
with

attempted as (

    select
        count(*) filter (where deliveries.status = 'sent') as sent_attempts,
        count(*) filter (where deliveries.status = 'failed') as failed_attempts,
        count(*) filter (where deliveries.status not in ('sent', 'failed')) as pending_attempts
    from {{ ref('stg_mastertrade__alert_deliveries') }} as deliveries
    cross join {{ ref('clock') }} as clock
    left join {{ ref('stg_mastertrade__alerts') }} as alerts
        on deliveries.alert_id = alerts.alert_id
    where
        coalesce(deliveries.sent_at <= clock.as_of, true)
        and coalesce(alerts.created_at <= clock.as_of, true)

),

reported as (

    select
        coalesce(sum(sent_attempts), 0) as sent_attempts,
        coalesce(sum(failed_attempts), 0) as failed_attempts,
        coalesce(sum(pending_attempts), 0) as pending_attempts
    from {{ ref('alert_delivery') }}

)

select
    attempted.sent_attempts,
    reported.sent_attempts as reported_sent_attempts,
    attempted.failed_attempts,
    reported.failed_attempts as reported_failed_attempts,
    attempted.pending_attempts,
    reported.pending_attempts as reported_pending_attempts
from attempted
cross join reported
where
    attempted.sent_attempts <> reported.sent_attempts
    or attempted.failed_attempts <> reported.failed_attempts
    or attempted.pending_attempts <> reported.pending_attempts
