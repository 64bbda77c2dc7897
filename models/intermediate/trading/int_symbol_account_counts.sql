-- Grain: one row per platform, environment and instrument: how many accounts traded it, for
-- distinct accounts don't add up over days.
-- Counted platform by platform: a list of who traded what, of all of them, is a row per account
-- and symbol, and the clock, joined to it, half of the work.
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

),

executed as (

    select
        source_system,
        environment,
        instrument_key,
        max(trade_date) as last_trade_date
    from {{ ref('int_trade_details') }}
    where source_system <> 'daily_profit' and is_execution and account_key is not null
    group by source_system, environment, instrument_key, account_key

)

select
    symbols.source_system,
    coalesce(accounts.environment, 'live') as environment,
    traded.instrument_key,
    count(*) as accounts_trading,
    count(*) filter (
        where traded.last_trade_date
        > (select clock.as_of_date - 90 from {{ ref('clock') }} as clock)
    ) as accounts_trading_90d
from prop_symbols as symbols
left join prop_accounts as accounts on symbols.account_key = accounts.account_key
cross join
    lateral unnest(symbols.instrument_keys, symbols.last_trade_dates)
        as traded (instrument_key, last_trade_date)
group by
    symbols.source_system, coalesce(accounts.environment, 'live'), traded.instrument_key

union all

select
    source_system,
    environment,
    instrument_key,
    count(*) as accounts_trading,
    count(*) filter (
        where last_trade_date > (select clock.as_of_date - 90 from {{ ref('clock') }} as clock)
    ) as accounts_trading_90d
from executed
group by source_system, environment, instrument_key
