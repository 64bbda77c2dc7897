-- Grain: one row per platform, environment and instrument: how many accounts traded it. An account
-- that trades two symbols of one instrument is one account. Grouped, for counting the distinct ones
-- would sort a row per account and symbol.
with

instrument_accounts as (

    select
        source_system,
        environment,
        instrument_key,
        account_key,
        max(last_trade_date) as last_trade_date
    from {{ ref('int_symbol_accounts') }}
    where account_key is not null
    group by source_system, environment, instrument_key, account_key

)

select
    accounts.source_system,
    accounts.environment,
    accounts.instrument_key,
    count(*) as accounts_trading,
    count(*) filter (where accounts.last_trade_date > clock.as_of_date - 90)
        as accounts_trading_90d
from instrument_accounts as accounts
cross join {{ ref('clock') }} as clock
group by accounts.source_system, accounts.environment, accounts.instrument_key
