-- Grain: one row per alert and channel it went by, of platforms that keep a delivery log.
{{ union_systems(
    models={'mastertrade': 'int_mastertrade_alert_channels'},
    columns={
        'alert_id': 'text',
        'channel': 'text',
        'attempts': 'bigint',
        'sent_attempts': 'bigint',
        'failed_attempts': 'bigint',
        'pending_attempts': 'bigint',
        'first_attempt_at': 'timestamptz',
        'last_attempt_at': 'timestamptz',
        'first_delivered_at': 'timestamptz',
    },
) }}
