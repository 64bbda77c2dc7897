{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per book and limit: the strictest drawdown that a goal pursued there accepts.
select
    goals.environment as account_id,
    null::text as strategy_id,
    'max_drawdown_ratio' as limit_name,
    'ratio' as limit_unit,
    'goal' as limit_level,
    min(goals.max_drawdown_limit_ratio) as limit_value
from {{ ref('int_mastertrade_goals') }} as goals
where
    goals.environment is not null
    and goals.status = 'active'
    and goals.max_drawdown_limit_ratio is not null
group by goals.environment
