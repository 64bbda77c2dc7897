-- Grain: one row per platform, environment, instrument and account that traded it: who traded what,
-- for distinct accounts don't add up over days.
with

prop_symbols as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_account_symbols'},
        columns={
            'account_key': 'uuid', 'instrument_keys': 'uuid[]', 'last_trade_dates': 'date[]'
        },
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
    traded.instrument_key,
    symbols.account_key,
    traded.last_trade_date
from prop_symbols as symbols
left join prop_accounts as accounts on symbols.account_key = accounts.account_key
cross join
    lateral unnest(symbols.instrument_keys, symbols.last_trade_dates)
        as traded (instrument_key, last_trade_date)

union all

select
    source_system,
    environment,
    instrument_key,
    account_key,
    max(trade_date) as last_trade_date
from {{ ref('int_trade_details') }}
where source_system <> 'daily_profit' and is_execution and account_key is not null
group by source_system, environment, instrument_key, account_key
