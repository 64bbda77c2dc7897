-- Grain: one row per execution of every platform that reports executions.
{{ union_systems(
    models={
        'mastertrade': 'int_mastertrade_fills',
        'schwab': 'int_schwab_fills',
        'patriot': 'int_patriot_fills',
    },
    columns={
        'fill_id': 'text',
        'order_id': 'text',
        'account_id': 'text',
        'strategy_id': 'text',
        'environment': 'text',
        'native_symbol': 'text',
        'position_bucket': 'text',
        'side': 'text',
        'quantity': 'numeric',
        'price': 'numeric',
        'multiplier': 'numeric',
        'fee_amount': 'numeric',
        'fee_currency': 'text',
        'platform_realized_pnl_usd': 'numeric',
        'filled_at': 'timestamptz',
    },
) }}
