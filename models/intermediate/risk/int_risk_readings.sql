-- Grain: one row per account whose platform reckons its risk: the newest reading, at most a week
-- old at the clock.
with

readings as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_risk_readings',
            'patriot': 'int_patriot_risk_readings',
        },
        columns={
            'account_id': 'text',
            'measured_at': 'timestamptz',
            'exposure_usd': 'numeric',
            'leverage': 'numeric',
            'value_at_risk_95_usd': 'numeric',
            'value_at_risk_99_usd': 'numeric',
            'cvar_95_usd': 'numeric',
            'volatility': 'numeric',
            'sharpe_ratio': 'numeric',
            'max_drawdown_usd': 'numeric',
            'max_drawdown_pct': 'numeric',
            'correlation_ratio': 'numeric',
            'btc_correlation': 'numeric',
            'concentration_ratio': 'numeric',
            'largest_position_ratio': 'numeric',
            'margin_ratio': 'numeric',
            'risk_score': 'numeric',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('account', ['source_system', 'account_id']) }} as account_key,
    source_system,
    measured_at,
    exposure_usd,
    leverage,
    value_at_risk_95_usd,
    value_at_risk_99_usd,
    cvar_95_usd,
    volatility,
    sharpe_ratio,
    max_drawdown_usd,
    max_drawdown_pct,
    correlation_ratio,
    btc_correlation,
    concentration_ratio,
    largest_position_ratio,
    margin_ratio,
    risk_score
from readings
