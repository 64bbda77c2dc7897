-- Grain: one row per platform, native symbol, bar length and end.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_short_bars',
        'mastertrade': 'int_mastertrade_short_bars',
        'schwab': 'int_schwab_short_bars',
        'patriot': 'int_patriot_short_bars',
    },
    columns={
        'native_symbol': 'text',
        'bar_minutes': 'integer',
        'bar_end_at': 'timestamptz',
        'close_price': 'numeric',
    },
) }}
