{{ config(indexes=[{'columns': ['projection_key'], 'unique': true}]) }}

-- Grain: one row per read model that is built from events.
select
    {{ surrogate_key('projection', [
        'projections.source_system', 'projections.projection_name'
    ]) }} as projection_key,
    projections.source_system,
    projections.projection_name,
    projections.status,
    projections.health_status,
    projections.health_findings,
    projections.events_behind,
    projections.lag_seconds,
    projections.events_skipped,
    projections.oldest_waiting_at,
    projections.newest_waiting_at,
    projections.error_count,
    projections.events_per_second,
    projections.catch_up_seconds,
    projections.processed_event_count,
    projections.last_event_id,
    projections.last_event_occurred_at,
    projections.last_processed_at,
    projections.seconds_since_last_processed,
    projections.is_position_known,
    projections.created_at,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_projection_lag') }} as projections
cross join {{ ref('clock') }} as clock
