{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and limit of its plan. Losses are shares of the opening equity, from
-- which the plan measures them.
with

terms as (

    select
        accounts.account_id,
        accounts.max_daily_loss_limit_usd / nullif(accounts.opening_equity_usd, 0)
            as max_daily_loss_ratio,
        accounts.max_drawdown_limit_usd / nullif(accounts.opening_equity_usd, 0)
            as max_drawdown_ratio,
        coalesce(plans.max_leverage, native_accounts.max_leverage) as max_leverage
    from {{ ref('int_daily_profit_accounts') }} as accounts
    inner join {{ ref('stg_daily_profit__accounts') }} as native_accounts
        on accounts.account_id = native_accounts.account_id
    left join {{ ref('stg_daily_profit__plans') }} as plans
        on accounts.plan_id = plans.plan_id

),

limits as (

    select
        account_id,
        'max_daily_loss_ratio' as limit_name,
        'ratio' as limit_unit,
        max_daily_loss_ratio as limit_value
    from terms

    union all

    select
        account_id,
        'max_drawdown_ratio',
        'ratio',
        max_drawdown_ratio
    from terms

    union all

    select
        account_id,
        'max_leverage',
        'multiple',
        max_leverage
    from terms

)

select
    account_id,
    null::text as strategy_id,
    limit_name,
    limit_unit,
    'plan' as limit_level,
    limit_value
from limits
where limit_value is not null
