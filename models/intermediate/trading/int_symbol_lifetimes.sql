-- Grain: one row per platform, environment, native symbol or instrument, and first day of a piece:
-- prop trades by month, executions by day. What int_symbol_days comes to, from fewer rows.
{{ symbol_pieces('int_daily_profit_symbol_months', 'first_trade_date') }}
