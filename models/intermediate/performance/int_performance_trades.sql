-- Grain: one row per result (see int_trade_results) and book it belongs to: its account and, where
-- a strategy traded, that strategy. Paper, testnet and live never mix: a strategy is judged by its
-- live results, by paper ones while it has no live ones, by testnet ones otherwise.
-- No CTE is read twice: PostgreSQL would work it out whole, whatever a reader asks for.
select
    'account' as book_type,
    account_key as book_key,
    account_id as book_id,
    environment,
    source_system,
    trade_id,
    is_closing,
    gross_pnl_usd,
    fees_usd,
    net_pnl_usd,
    is_unconverted,
    volume_usd,
    closed_at,
    trade_date
from {{ ref('int_trade_results') }}

union all

select
    'strategy',
    results.strategy_key,
    results.strategy_id,
    results.environment,
    results.source_system,
    results.trade_id,
    results.is_closing,
    results.gross_pnl_usd,
    results.fees_usd,
    results.net_pnl_usd,
    results.is_unconverted,
    results.volume_usd,
    results.closed_at,
    results.trade_date
from {{ ref('int_trade_results') }} as results
inner join {{ ref('int_strategy_environments') }} as judged
    on results.strategy_key = judged.strategy_key
    and results.environment is not distinct from judged.environment
-- Lets the planner leave out platforms without strategies.
where results.strategy_key is not null
