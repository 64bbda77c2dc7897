-- Grain: one row per platform, native symbol, day, layer and provider.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_daily_bars',
        'mastertrade': 'int_mastertrade_daily_bars',
        'schwab': 'int_schwab_daily_bars',
        'patriot': 'int_patriot_daily_bars',
    },
    columns={
        'native_symbol': 'text',
        'bar_date': 'date',
        'layer': 'text',
        'provider': 'text',
        'open_price': 'numeric',
        'high_price': 'numeric',
        'low_price': 'numeric',
        'close_price': 'numeric',
        'volume': 'numeric',
        'split_factor': 'numeric',
        'loaded_at': 'timestamptz',
    },
) }}
