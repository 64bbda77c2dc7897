{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row, what is known of the platform's backups at the clock's reading. An expired backup
-- was a good one. Nothing ends a backup that broke off, so one that runs for hours is stuck.
with

backups as (

    select
        backups.*,
        clock.as_of,
        backups.status in ('completed', 'expired') and backups.ended_at <= clock.as_of as is_good
    from {{ ref('stg_patriot__backups') }} as backups
    cross join {{ ref('clock') }} as clock
    where backups.started_at <= clock.as_of and backups.backup_type <> 'pitr_recovery'

)

select
    max(ended_at) filter (where is_good and backup_type = 'full') as last_full_backup_at,
    max(ended_at) filter (where is_good and backup_type = 'incremental')
        as last_incremental_backup_at,
    max(ended_at) filter (where is_good and backup_type = 'transaction_log') as last_log_backup_at,
    (array_agg(backup_type order by started_at desc, backup_id desc))[1] as last_backup_type,
    (array_agg(status order by started_at desc, backup_id desc))[1] as last_backup_status,
    (
        array_agg(size_bytes order by started_at desc, backup_id desc)
        filter (where is_good and backup_type = 'full')
    )[1] as last_full_backup_bytes,
    count(*) filter (where status = 'failed' and started_at > as_of - interval '7 days')
        as failed_backups_7d,
    count(*) filter (where status = 'running' and started_at < as_of - interval '6 hours')
        as stuck_backups
from backups
having count(*) > 0
