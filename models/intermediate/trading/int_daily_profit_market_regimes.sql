{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per day the platform gave the state of the markets a word for.
select
    regime_date,
    market_regime,
    volatility_pct
from {{ ref('stg_daily_profit__market_regimes') }}
