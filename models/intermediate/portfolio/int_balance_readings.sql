-- Grain: one row per account and moment a platform reported its balance, up to the clock's reading.
with

readings as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_balance_readings',
            'daily_profit': 'int_daily_profit_balance_readings',
            'patriot': 'int_patriot_balance_readings',
        },
        columns={
            'account_id': 'text',
            'read_at': 'timestamptz',
            'balance_usd': 'numeric',
            'available_usd': 'numeric',
            'unrealized_pnl_usd': 'numeric',
            'position_count': 'integer',
            'leverage': 'numeric',
            'risk_score': 'numeric',
            'unconverted_balances': 'bigint',
        },
    ) | indent(4) }}

)

-- The clock is asked by a subquery, not a join, so that the bound reaches the raw tables.
select
    {{ surrogate_key('account', ['source_system', 'account_id']) }} as account_key,
    source_system,
    account_id,
    read_at,
    balance_usd,
    available_usd,
    unrealized_pnl_usd,
    position_count,
    leverage,
    risk_score,
    unconverted_balances
from readings
where read_at <= (select clock.as_of from {{ ref('clock') }} as clock)
