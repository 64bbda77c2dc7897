-- Grain: one row per platform, environment and instrument: how many accounts traded it, for
-- distinct accounts don't add up over days.
-- Counted platform by platform: a list of who traded what, of all of them, is a row per account
-- and symbol, and the clock, joined to it, half of the work. Prop accounts are counted by cohorts;
-- one by one only those that traded within 90 days.
with

prop_cohorts as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_symbol_cohorts'},
        columns={
            'environment': 'text', 'instrument_key': 'uuid', 'accounts_trading': 'bigint'
        },
    ) | indent(4) }}

),

prop_symbols as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_account_symbols'},
        columns={
            'environment': 'text', 'cohort_month': 'date', 'instrument_keys': 'uuid[]',
            'last_trade_dates': 'date[]'
        },
    ) | indent(4) }}

),

prop_recent as (

    select
        symbols.source_system,
        symbols.environment,
        traded.instrument_key,
        count(*) as accounts_trading_90d
    from prop_symbols as symbols
    cross join
        lateral unnest(symbols.instrument_keys, symbols.last_trade_dates)
            as traded (instrument_key, last_trade_date)
    where
        -- Found by the index: the others traded nothing since.
        symbols.cohort_month >= (
            select date_trunc('month', (clock.as_of_date - 89)::timestamp)::date
            from {{ ref('clock') }} as clock
        )
        and traded.last_trade_date
        > (select clock.as_of_date - 90 from {{ ref('clock') }} as clock)
    group by symbols.source_system, symbols.environment, traded.instrument_key

),

prop_ever as (

    select
        source_system,
        environment,
        instrument_key,
        sum(accounts_trading)::bigint as accounts_trading
    from prop_cohorts
    group by source_system, environment, instrument_key

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
    ever.source_system,
    ever.environment,
    ever.instrument_key,
    ever.accounts_trading,
    coalesce(recent.accounts_trading_90d, 0) as accounts_trading_90d
from prop_ever as ever
left join prop_recent as recent
    on ever.source_system = recent.source_system
    and ever.environment = recent.environment
    and coalesce(ever.instrument_key::text, '') = coalesce(recent.instrument_key::text, '')

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
