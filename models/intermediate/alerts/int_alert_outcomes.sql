-- Grain: one row per alert: what had become of it by the clock's reading, and who could know.
with

channels as (

    select
        source_system,
        alert_id,
        sum(attempts)::bigint as attempts,
        sum(sent_attempts)::bigint as sent_attempts,
        sum(failed_attempts)::bigint as failed_attempts,
        sum(pending_attempts)::bigint as pending_attempts,
        count(*) as channels_tried,
        count(*) filter (where sent_attempts > 0) as channels_delivered,
        min(first_attempt_at) as first_attempt_at,
        max(last_attempt_at) as last_attempt_at,
        min(first_delivered_at) as first_delivered_at,
        jsonb_object_agg(channel, jsonb_build_object(
            'attempts', attempts,
            'sent', sent_attempts,
            'failed', failed_attempts,
            'pending', pending_attempts,
            'first_delivered_at', {{ utc_json('first_delivered_at') }}
        )) as channel_attempts
    from {{ ref('int_alert_channels') }}
    group by source_system, alert_id

),

read_by_the_clock as (

    select
        alerts.source_system,
        alerts.alert_source,
        alerts.alert_id,
        alerts.created_at,
        alerts.is_seen,
        alerts.is_dismissed,
        alerts.has_delivery_log,
        case when alerts.acknowledged_at <= clock.as_of then alerts.acknowledged_at end
            as acknowledged_at,
        case when alerts.resolved_at <= clock.as_of then alerts.resolved_at end as resolved_at,
        coalesce(alerts.expires_at <= clock.as_of, false) as has_expired,
        clock.as_of
    from {{ ref('int_alerts_conformed') }} as alerts
    cross join {{ ref('clock') }} as clock
    where coalesce(alerts.created_at <= clock.as_of, true)

),

followed as (

    select
        alerts.source_system,
        alerts.alert_source,
        alerts.alert_id,
        alerts.created_at,
        alerts.acknowledged_at,
        alerts.resolved_at,
        alerts.as_of,
        alerts.has_delivery_log,
        case
            when alerts.resolved_at is not null or alerts.is_dismissed then 'resolved'
            when alerts.has_expired then 'expired'
            when alerts.acknowledged_at is not null or alerts.is_seen then 'acknowledged'
            else 'active'
        end as alert_status,
        alerts.acknowledged_at is not null or alerts.is_seen as is_acknowledged,
        case when alerts.has_delivery_log then coalesce(channels.attempts, 0) end as attempts,
        case when alerts.has_delivery_log then coalesce(channels.sent_attempts, 0) end
            as sent_attempts,
        case when alerts.has_delivery_log then coalesce(channels.failed_attempts, 0) end
            as failed_attempts,
        case when alerts.has_delivery_log then coalesce(channels.pending_attempts, 0) end
            as pending_attempts,
        case when alerts.has_delivery_log then coalesce(channels.channels_tried, 0) end
            as channels_tried,
        case when alerts.has_delivery_log then coalesce(channels.channels_delivered, 0) end
            as channels_delivered,
        case when alerts.has_delivery_log then coalesce(channels.channel_attempts, '{}') end
            as channel_attempts,
        channels.first_attempt_at,
        channels.last_attempt_at,
        channels.first_delivered_at,
        muted.suppression_id,
        case when alerts.has_delivery_log then muted.alert_id is not null end as is_suppressed
    from read_by_the_clock as alerts
    left join channels
        on alerts.source_system = channels.source_system
        and alerts.alert_id = channels.alert_id
        and alerts.has_delivery_log
    left join {{ ref('int_muted_alerts') }} as muted
        on alerts.source_system = muted.source_system
        and alerts.alert_id = muted.alert_id
        and alerts.has_delivery_log

)

select
    source_system,
    alert_source,
    alert_id,
    alert_status,
    alert_status in ('active', 'acknowledged') as is_open,
    is_acknowledged,
    acknowledged_at,
    resolved_at,
    -- What ends, or is told, before its alert was raised is the source's mistake and no speed.
    case
        when acknowledged_at >= created_at
            then extract(epoch from acknowledged_at - created_at)
    end as seconds_to_acknowledge,
    case
        when resolved_at >= created_at then extract(epoch from resolved_at - created_at)
    end as seconds_to_resolve,
    case
        when alert_status in ('active', 'acknowledged') then extract(epoch from as_of - created_at)
    end as seconds_open,
    case
        when not has_delivery_log then 'not_recorded'
        when sent_attempts > 0 then 'delivered'
        when is_suppressed then 'suppressed'
        when pending_attempts > 0 then 'pending'
        when failed_attempts > 0 then 'failed'
        else 'not_attempted'
    end as delivery_status,
    sent_attempts > 0 as is_delivered,
    is_suppressed,
    is_suppressed and sent_attempts > 0 as is_delivered_though_muted,
    suppression_id,
    attempts,
    sent_attempts,
    failed_attempts,
    pending_attempts,
    channels_tried,
    channels_delivered,
    channel_attempts,
    first_attempt_at,
    last_attempt_at,
    first_delivered_at,
    case
        when first_delivered_at >= created_at
            then extract(epoch from first_delivered_at - created_at)
    end as seconds_to_deliver
from followed
