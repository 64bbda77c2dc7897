-- Grain: one row per bar with a price: platform, native symbol, timeframe, feed and bar start.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_bar_starts',
        'mastertrade': 'int_mastertrade_bar_starts',
        'schwab': 'int_schwab_bar_starts',
        'patriot': 'int_patriot_bar_starts',
    },
    columns={
        'native_symbol': 'text',
        'timeframe': 'text',
        'feed': 'text',
        'bar_start_at': 'timestamptz',
        'loaded_at': 'timestamptz',
    },
) }}
