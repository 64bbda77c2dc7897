-- Grain: one row per platform, environment, native symbol or instrument, and day with a trade, an
-- execution or a fee: pieces that add up to what a symbol did. Prop trades come from their day
-- facts, so that no trade is read again.
{{ symbol_pieces('int_daily_profit_symbol_days', 'trade_date') }}
