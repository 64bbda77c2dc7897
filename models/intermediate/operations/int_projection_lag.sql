-- Grain: one row per read model that is built from events, of platforms that have such, and how
-- well it is.
with

projections as (

    {{ union_systems(
        models={'patriot': 'int_patriot_projection_lag'},
        columns={
            'projection_name': 'text',
            'status': 'text',
            'last_event_id': 'text',
            'last_event_occurred_at': 'timestamptz',
            'last_processed_at': 'timestamptz',
            'is_position_known': 'boolean',
            'processed_event_count': 'bigint',
            'events_behind': 'bigint',
            'events_skipped': 'bigint',
            'oldest_waiting_at': 'timestamptz',
            'newest_waiting_at': 'timestamptz',
            'lag_seconds': 'numeric',
            'seconds_since_last_processed': 'numeric',
            'error_count': 'integer',
            'events_per_second': 'numeric',
            'catch_up_seconds': 'numeric',
            'created_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    projections.*,
    health.health_status,
    health.health_findings
from projections
{{ judged_by('event_projection_lag', {
    'events_behind': 'projections.events_behind',
    'lag_seconds': 'projections.lag_seconds',
    'error_count': 'projections.error_count',
    'events_skipped': 'projections.events_skipped',
    'has_stopped': "(projections.status in ('stopped', 'paused'))::integer",
    'is_in_error': "(projections.status = 'error')::integer",
    'is_position_unknown': '(not projections.is_position_known)::integer',
}) }}
