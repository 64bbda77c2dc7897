{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['account_key'], 'unique': true},
        {'columns': ['owner_key']},
    ]
) }}

-- Grain: one row per account of every platform.
select
    accounts.account_key,
    accounts.owner_key,
    accounts.source_system,
    accounts.account_id,
    accounts.account_type,
    accounts.status,
    accounts.native_status,
    accounts.phase,
    accounts.plan_id,
    accounts.plan_name,
    accounts.base_currency,
    accounts.environment,
    accounts.exchange,
    accounts.is_open,
    accounts.is_inferred,
    accounts.opened_at,
    accounts.opening_equity_usd,
    accounts.reported_equity_usd,
    accounts.reported_equity_at,
    accounts.profit_target_usd,
    accounts.max_drawdown_limit_usd,
    accounts.max_daily_loss_limit_usd,
    accounts.is_drawdown_trailing,
    accounts.min_trading_days,
    accounts.max_trading_days,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_accounts_conformed') }} as accounts
cross join {{ ref('clock') }} as clock
