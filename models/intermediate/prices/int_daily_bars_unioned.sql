{{ config(
    meta={
        'rows_of': [
            'swiftbolt.ohlc_bars_v2',
            'mastertrade.market_data',
            'mastertrade.stock_indices',
            'schwab.price_data',
            'patriot.market_data',
        ],
        'day_column': 'bar_start_at',
    }
) }}

-- Grain: one row per platform, native id of a symbol, bar start, layer and provider.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_daily_bars',
        'mastertrade': 'int_mastertrade_daily_bars',
        'schwab': 'int_schwab_daily_bars',
        'patriot': 'int_patriot_daily_bars',
    },
    columns={
        'native_id': 'text',
        'bar_start_at': 'timestamptz',
        'layer': 'text',
        'provider': 'text',
        'open_price': 'numeric',
        'high_price': 'numeric',
        'low_price': 'numeric',
        'close_price': 'numeric',
        'volume': 'numeric',
        'adjusted_for_action_id': 'text',
        'loaded_at': 'timestamptz',
    },
) }}
