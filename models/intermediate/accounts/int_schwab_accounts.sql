{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per brokerage account. It opens empty; deposits are cash flows.
select
    accounts.account_id,
    null::text as owner_id,
    lower(accounts.account_type) as account_type,
    case when accounts.is_active then 'active' else 'inactive' end as status,
    null::text as native_status,
    null::text as phase,
    null::text as plan_id,
    null::text as plan_name,
    'USD' as base_currency,
    'live' as environment,
    'schwab' as exchange,
    accounts.is_active as is_open,
    accounts.opened_at,
    0::numeric as opening_equity_usd,
    null::numeric as reported_equity_usd,
    null::timestamptz as reported_equity_at,
    null::numeric as profit_target_usd,
    null::numeric as max_drawdown_limit_usd,
    null::numeric as max_daily_loss_limit_usd,
    false as is_drawdown_trailing,
    null::integer as min_trading_days,
    null::integer as max_trading_days,
    accounts.loaded_at
from {{ ref('stg_schwab__accounts') }} as accounts
