{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per alert that a rule covered when it was raised. A rule mutes a kind of alert,
-- of one thing or of all, from when it was made until it ends.
select
    alerts.alert_id,
    count(*) as suppression_count,
    (array_agg(rules.suppression_id order by rules.created_at, rules.suppression_id))[1]
        as suppression_id
from {{ ref('stg_mastertrade__alerts') }} as alerts
inner join {{ ref('stg_mastertrade__alert_suppressions') }} as rules
    on alerts.alert_type = rules.alert_type
    and coalesce(rules.entity_type, alerts.entity_type, '') = coalesce(alerts.entity_type, '')
    and coalesce(rules.entity_id, alerts.entity_id, '') = coalesce(alerts.entity_id, '')
    and coalesce(rules.created_at, '-infinity') <= alerts.created_at
    and coalesce(rules.suppressed_until_at, 'infinity') > alerts.created_at
group by alerts.alert_id
