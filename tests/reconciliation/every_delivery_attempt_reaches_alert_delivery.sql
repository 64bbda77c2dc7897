{{ config(enabled=system_enabled('mastertrade')) }}

-- Attempts up to the clock's reading are the same number on both sides, those for alerts that are
-- gone included. What is neither sent nor failed waits, whatever the platform calls it.
with

attempted as (

    select
        counted.status,
        count(*) as attempts
    from {{ ref('stg_mastertrade__alert_deliveries') }} as deliveries
    cross join {{ ref('clock') }} as clock
    cross join
        lateral (
            select
                case
                    when deliveries.status in ('sent', 'failed') then deliveries.status
                    else 'pending'
                end as status
        ) as counted
    left join {{ ref('stg_mastertrade__alerts') }} as alerts
        on deliveries.alert_id = alerts.alert_id
    where
        coalesce(deliveries.sent_at <= clock.as_of, true)
        and coalesce(alerts.created_at <= clock.as_of, true)
    group by counted.status

),

reported as (

    select
        sum(sent_attempts) as sent_attempts,
        sum(failed_attempts) as failed_attempts,
        sum(pending_attempts) as pending_attempts
    from {{ ref('alert_delivery') }}

)

select
    attempted.status,
    attempted.attempts
from attempted
cross join reported
where
    attempted.attempts <> case attempted.status
        when 'sent' then reported.sent_attempts
        when 'failed' then reported.failed_attempts
        else reported.pending_attempts
    end
