-- Grain: one row per platform, environment and instrument: how many accounts traded it.
select
    accounts.source_system,
    accounts.environment,
    accounts.instrument_key,
    count(*) as accounts_trading,
    count(*) filter (where accounts.last_trade_date > clock.as_of_date - 90)
        as accounts_trading_90d
from {{ ref('int_symbol_accounts') }} as accounts
cross join {{ ref('clock') }} as clock
group by accounts.source_system, accounts.environment, accounts.instrument_key
