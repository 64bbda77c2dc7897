{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per prop account, with the terms of its plan.
-- The plan's terms count; the account's own copy fills in where the plan is unknown.
with

terms as (

    select
        accounts.*,
        plans.plan_name,
        plans.plan_type,
        coalesce(accounts.starting_balance_usd, plans.starting_balance_usd) as opening_equity_usd,
        plans.profit_target_usd as plan_profit_target_usd,
        coalesce(plans.profit_target_ratio, accounts.profit_target_ratio) as target_ratio,
        plans.max_drawdown_usd as plan_max_drawdown_usd,
        coalesce(plans.max_drawdown_ratio, accounts.max_drawdown_ratio) as drawdown_ratio,
        plans.max_daily_drawdown_usd as plan_max_daily_drawdown_usd,
        coalesce(plans.max_daily_drawdown_ratio, accounts.max_daily_drawdown_ratio) as daily_ratio,
        coalesce(plans.is_drawdown_relative, accounts.is_drawdown_relative, false)
            as is_drawdown_trailing,
        plans.min_trading_days,
        plans.max_trading_days
    from {{ ref('stg_daily_profit__accounts') }} as accounts
    left join {{ ref('stg_daily_profit__plans') }} as plans
        on accounts.plan_id = plans.plan_id

)

select
    account_id,
    owner_id,
    'prop' as account_type,
    status,
    native_status,
    phase,
    plan_id,
    plan_name,
    'USD' as base_currency,
    case phase when 'funded' then 'live' else 'paper' end as environment,
    null::text as exchange,
    status = 'active' as is_open,
    opened_at,
    opening_equity_usd,
    equity_usd as reported_equity_usd,
    loaded_at as reported_equity_at,
    coalesce(plan_profit_target_usd, opening_equity_usd * target_ratio) as profit_target_usd,
    coalesce(plan_max_drawdown_usd, opening_equity_usd * drawdown_ratio) as max_drawdown_limit_usd,
    coalesce(plan_max_daily_drawdown_usd, opening_equity_usd * daily_ratio)
        as max_daily_loss_limit_usd,
    is_drawdown_trailing,
    min_trading_days,
    max_trading_days,
    loaded_at
from terms
