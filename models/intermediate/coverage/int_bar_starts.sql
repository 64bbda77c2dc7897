{{ config(
    meta={
        'rows_of': [
            'swiftbolt.ohlc_bars_v2',
            'swiftbolt.intraday_bars',
            'mastertrade.market_data',
            'mastertrade.stock_indices',
            'schwab.price_data',
            'patriot.market_data',
        ],
        'day_column': 'bar_start_at',
    }
) }}

-- Grain: one row per bar with a price: platform, native id of a symbol, timeframe, feed and start.
{{ union_systems(
    models={
        'swiftbolt': 'int_swiftbolt_bar_starts',
        'mastertrade': 'int_mastertrade_bar_starts',
        'schwab': 'int_schwab_bar_starts',
        'patriot': 'int_patriot_bar_starts',
    },
    columns={
        'native_id': 'text',
        'timeframe': 'text',
        'feed': 'text',
        'bar_start_at': 'timestamptz',
        'loaded_at': 'timestamptz',
    },
) }}
