{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per alert and channel it went by. Attempts after the clock's reading don't count;
-- one without a time waits and does. What is neither sent nor failed is pending.
select
    deliveries.alert_id,
    deliveries.channel,
    count(*) as attempts,
    count(*) filter (where deliveries.status = 'sent') as sent_attempts,
    count(*) filter (where deliveries.status = 'failed') as failed_attempts,
    count(*) filter (where deliveries.status not in ('sent', 'failed')) as pending_attempts,
    min(deliveries.sent_at) as first_attempt_at,
    max(deliveries.sent_at) as last_attempt_at,
    min(deliveries.sent_at) filter (where deliveries.status = 'sent') as first_delivered_at
from {{ ref('stg_mastertrade__alert_deliveries') }} as deliveries
cross join {{ ref('clock') }} as clock
where coalesce(deliveries.sent_at <= clock.as_of, true)
group by deliveries.alert_id, deliveries.channel
