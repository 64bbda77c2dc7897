-- Grain: one row per open position that hangs on a person directly, where a platform has no
-- accounts. Positions of accounts are valued in int_positions_valued, and nowhere else.
with

positions as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_personal_positions'},
        columns={
            'position_id': 'text',
            'owner_id': 'text',
            'strategy_id': 'text',
            'native_symbol': 'text',
            'position_value_usd': 'numeric',
            'unrealized_pnl_usd': 'numeric',
        },
    ) | indent(4) }}

)

select
    source_system,
    position_id,
    {{ surrogate_key('owner', ['source_system', 'owner_id']) }} as owner_key,
    strategy_id,
    native_symbol,
    position_value_usd,
    unrealized_pnl_usd
from positions
where owner_id is not null
