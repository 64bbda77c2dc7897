-- Grain: one row per day with a known state of the markets.
-- Only one platform keeps such a diary; a second one would need a rule whose word counts.
{{ union_systems(
    models={'daily_profit': 'int_daily_profit_market_regimes'},
    columns={'regime_date': 'date', 'market_regime': 'text', 'volatility_pct': 'numeric'},
) }}
