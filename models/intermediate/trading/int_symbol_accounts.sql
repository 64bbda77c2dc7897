-- Grain: one row per platform, account, environment and native symbol or instrument that the
-- account traded: who traded a symbol, for distinct accounts don't add up over days.
with

prop_symbols as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_account_symbols'},
        columns={'account_key': 'uuid', 'native_symbol': 'text', 'last_trade_date': 'date'},
    ) | indent(4) }}

),

prop_accounts as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_account_environments'},
        columns={'account_key': 'uuid', 'environment': 'text'},
    ) | indent(4) }}

)

select
    symbols.source_system,
    coalesce(accounts.environment, 'live') as environment,
    {{ house_instrument('instruments.instrument_key', 'symbols.native_symbol') }} as instrument_key,
    symbols.native_symbol,
    symbols.account_key,
    symbols.last_trade_date
from prop_symbols as symbols
left join prop_accounts as accounts on symbols.account_key = accounts.account_key
left join {{ ref('int_instruments_resolved') }} as instruments
    on symbols.source_system = instruments.source_system
    and symbols.native_symbol = instruments.native_symbol

union all

select
    source_system,
    environment,
    instrument_key,
    null as native_symbol,
    account_key,
    max(trade_date) as last_trade_date
from {{ ref('int_trade_details') }}
where source_system <> 'daily_profit' and is_execution
group by source_system, environment, instrument_key, account_key
