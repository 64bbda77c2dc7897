{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per book: its newest reading within a week before the clock. Readings that only
-- took the worth say nothing of risk.
with

newest as (

    select
        metrics.*,
        row_number() over (
            partition by metrics.environment
            order by
                metrics.measured_at desc, length(metrics.reading_id) desc, metrics.reading_id desc
        ) as recency
    from {{ ref('stg_mastertrade__risk_metrics') }} as metrics
    where
        metrics.environment is not null
        and metrics.var_95_usd is not null
        and metrics.measured_at between
        (select clock.as_of - interval '7 days' from {{ ref('clock') }} as clock)
        and (select clock.as_of from {{ ref('clock') }} as clock)

)

select
    environment as account_id,
    measured_at,
    null::numeric as exposure_usd,
    null::numeric as leverage,
    var_95_usd as value_at_risk_95_usd,
    null::numeric as value_at_risk_99_usd,
    cvar_95_usd,
    volatility_ratio as volatility,
    sharpe_ratio,
    null::numeric as max_drawdown_usd,
    100 * max_drawdown_ratio as max_drawdown_pct,
    null::numeric as correlation_ratio,
    btc_correlation,
    null::numeric as concentration_ratio,
    largest_position_ratio,
    null::numeric as margin_ratio,
    null::numeric as risk_score
from newest
where recency = 1
