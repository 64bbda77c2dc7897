-- Grain: one row per order, symbol and side, of platforms whose orders can have several legs.
{{ union_systems(
    models={'schwab': 'int_schwab_order_legs'},
    columns={
        'order_id': 'text',
        'native_symbol': 'text',
        'side': 'text',
        'leg_number': 'integer',
        'quantity': 'numeric',
        'multiplier': 'numeric',
    },
) }}
