{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per generated strategy, with the capital its newest backtest assumed.
select
    strategies.strategy_id,
    strategies.strategy_name,
    'algorithmic' as strategy_kind,
    strategies.strategy_type,
    strategies.status,
    strategies.status in ('active', 'paper', 'paused') as is_open,
    strategies.version,
    strategies.parent_strategy_id,
    strategies.generation,
    null::text as owner_id,
    strategies.symbol as native_symbol,
    strategies.created_at,
    strategies.activated_at,
    strategies.archived_at,
    -- No allocation is recorded here; the backtest's capital is what the returns are measured on.
    coalesce(backtests.initial_capital_usd, 10000) as opening_equity_usd,
    strategies.loaded_at
from {{ ref('stg_mastertrade__strategies') }} as strategies
left join {{ ref('int_mastertrade_newest_backtests') }} as backtests
    on strategies.strategy_id = backtests.strategy_id
