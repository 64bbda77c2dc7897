{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per check of the platform's own database, measured at the clock's reading.
with

-- An attempt that broke off stays running for ever: it counts until a later one succeeds.
attempts as (

    select
        migrations.started_at,
        clock.as_of,
        max(case when migrations.completed_at <= clock.as_of then migrations.completed_at end)
            over (partition by migrations.migration_name) as last_completed_at
    from {{ ref('stg_patriot__migrations') }} as migrations
    cross join {{ ref('clock') }} as clock
    where migrations.started_at <= clock.as_of

),

migrations as (

    select count(*) as unfinished_migrations
    from attempts
    where
        started_at < as_of - interval '1 day'
        and coalesce(last_completed_at < started_at, true)

),

log_entries as (

    select count(*) as error_entries_24h
    from {{ ref('stg_patriot__log_entries') }} as entries
    cross join {{ ref('clock') }} as clock
    where
        entries.logged_at > clock.as_of - interval '24 hours'
        and entries.logged_at <= clock.as_of
        and entries.log_level in ('error', 'critical')

)

select
    checks.check_name,
    checks.measured_value,
    clock.as_of as measured_at
from {{ ref('clock') }} as clock
cross join migrations
cross join log_entries
left join {{ ref('int_patriot_backup_state') }} as backups on true
cross join lateral (
    values
    (
        'hours_since_full_backup',
        extract(epoch from clock.as_of - backups.last_full_backup_at) / 3600
    ),
    (
        'hours_since_incremental_backup',
        extract(epoch from clock.as_of - backups.last_incremental_backup_at) / 3600
    ),
    (
        'hours_since_log_backup',
        extract(epoch from clock.as_of - backups.last_log_backup_at) / 3600
    ),
    ('failed_backups_7d', backups.failed_backups_7d::numeric),
    ('stuck_backups', backups.stuck_backups::numeric),
    ('unfinished_migrations', migrations.unfinished_migrations::numeric),
    ('error_entries_24h', log_entries.error_entries_24h::numeric)
) as checks (check_name, measured_value)
