{{ config(
    materialized='replaced_tails',
    key='account_key',
    day_column='date_day',
    follows=['int_performance_openings', 'int_daily_profit_account_days', 'int_executed_days'],
    indexes=[
        {'columns': ['account_key', 'date_day'], 'unique': true},
        {'columns': ['date_day']},
    ]
) }}

-- Grain: one row per account and day with trades, fees or cash flows. Worked out from the earliest
-- changed day of a book on; as_of and refreshed_at say when a row last changed.
with

{{ ledger_rows('account') }}

select
    days.book_key as account_key,
    days.series_date as date_day,
    days.source_system,
    days.native_id as account_id,
    days.book_environment as environment,
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
from ledger as days
cross join {{ ref('clock') }} as clock
