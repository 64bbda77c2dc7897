-- Grain: one row per account, strategy on it (null: none in particular) and limit: the one that
-- counts there.
with

limits as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_risk_limits',
            'daily_profit': 'int_daily_profit_risk_limits',
            'patriot': 'int_patriot_risk_limits',
        },
        columns={
            'account_id': 'text',
            'strategy_id': 'text',
            'limit_name': 'text',
            'limit_unit': 'text',
            'limit_level': 'text',
            'limit_value': 'numeric',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('account', ['source_system', 'account_id']) }} as account_key,
    source_system,
    account_id,
    strategy_id,
    limit_name,
    limit_unit,
    limit_level,
    limit_value
from limits
