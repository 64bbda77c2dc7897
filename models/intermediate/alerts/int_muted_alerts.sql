-- Grain: one row per alert that a rule covered when it was raised.
{{ union_systems(
    models={'mastertrade': 'int_mastertrade_muted_alerts'},
    columns={
        'alert_id': 'text',
        'suppression_count': 'bigint',
        'suppression_id': 'text',
    },
) }}
