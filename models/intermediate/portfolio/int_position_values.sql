-- Grain: one row per position open at the clock's reading on any platform, with its dollar size.
with

positions as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_position_values',
            'mastertrade': 'int_mastertrade_position_values',
            'daily_profit': 'int_daily_profit_position_values',
            'schwab': 'int_schwab_position_values',
            'patriot': 'int_patriot_position_values',
        },
        columns={
            'position_id': 'text',
            'account_id': 'text',
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
    case
        when account_id is not null
            then {{ surrogate_key('account', ['source_system', 'account_id']) }}
    end as account_key,
    case
        when owner_id is not null
            then {{ surrogate_key('owner', ['source_system', 'owner_id']) }}
    end as owner_key,
    case
        when strategy_id is not null
            then {{ surrogate_key('strategy', ['source_system', 'strategy_id']) }}
    end as strategy_key,
    account_id,
    strategy_id,
    native_symbol,
    position_value_usd,
    unrealized_pnl_usd
from positions
