{{ config(
    materialized='changed_rows',
    key=['strategy_key', 'date_day'],
    indexes=[
        {'columns': ['strategy_key', 'date_day'], 'unique': true},
        {'columns': ['date_day']},
    ]
) }}

-- Grain: one row per strategy and day with trades, fees or cash flows. Only rows that differ are
-- written: as_of and refreshed_at say when a row last changed.
select
    days.book_key as strategy_key,
    days.series_date as date_day,
    days.source_system,
    strategies.strategy_id,
    days.environment,
    days.trades,
    days.winning_trades,
    days.losing_trades,
    days.breakeven_trades,
    days.volume_usd,
    days.gross_profit_usd,
    days.gross_loss_usd,
    days.gross_pnl_usd,
    days.fees_usd,
    days.net_pnl_usd,
    days.flow_usd,
    days.unconverted_amounts,
    days.equity_start_usd,
    days.equity_end_usd,
    days.daily_return::numeric as daily_return,
    days.last_closed_at,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_performance_ledger') }} as days
cross join {{ ref('clock') }} as clock
inner join {{ ref('dim_strategies') }} as strategies on days.book_key = strategies.strategy_key
where days.book_type = 'strategy'
