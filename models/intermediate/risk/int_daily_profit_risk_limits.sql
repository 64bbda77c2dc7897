{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and limit of its plan. Losses are shares of the opening equity, from
-- which the plan measures them.
select
    accounts.account_id,
    null::text as strategy_id,
    limits.limit_name,
    limits.limit_unit,
    'plan' as limit_level,
    limits.limit_value
from {{ ref('int_daily_profit_accounts') }} as accounts
inner join {{ ref('stg_daily_profit__accounts') }} as terms
    on accounts.account_id = terms.account_id
left join {{ ref('stg_daily_profit__plans') }} as plans
    on accounts.plan_id = plans.plan_id
cross join lateral (
    values
    (
        'max_daily_loss_ratio', 'ratio',
        accounts.max_daily_loss_limit_usd / nullif(accounts.opening_equity_usd, 0)
    ),
    (
        'max_drawdown_ratio', 'ratio',
        accounts.max_drawdown_limit_usd / nullif(accounts.opening_equity_usd, 0)
    ),
    ('max_leverage', 'multiple', coalesce(plans.max_leverage, terms.max_leverage))
) as limits (limit_name, limit_unit, limit_value)
where limits.limit_value is not null
