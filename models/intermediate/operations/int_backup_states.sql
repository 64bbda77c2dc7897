-- Grain: one row per platform that keeps books of its backups.
{{ union_systems(
    models={'patriot': 'int_patriot_backup_state'},
    columns={
        'last_full_backup_at': 'timestamptz',
        'last_incremental_backup_at': 'timestamptz',
        'last_log_backup_at': 'timestamptz',
        'last_backup_type': 'text',
        'last_backup_status': 'text',
        'last_full_backup_bytes': 'bigint',
        'failed_backups_7d': 'bigint',
        'stuck_backups': 'bigint',
    },
) }}
