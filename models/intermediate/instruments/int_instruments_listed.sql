-- Grain: one row per platform and native symbol.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_instruments',
        'mastertrade': 'int_mastertrade_instruments',
        'daily_profit': 'int_daily_profit_instruments',
        'schwab': 'int_schwab_instruments',
        'patriot': 'int_patriot_instruments',
    },
    columns={
        'native_symbol': 'text',
        'native_asset_class': 'text',
        'base_asset': 'text',
        'quote_asset': 'text',
        'exchange': 'text',
        'instrument_name': 'text',
        'is_active': 'boolean',
        'is_listed': 'boolean',
    },
) }}
