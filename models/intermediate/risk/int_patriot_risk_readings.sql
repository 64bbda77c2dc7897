{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account: the newest reading of its risk within a week before the clock. The
-- snapshots say less than the risk history and are written more often: they stand in where it has
-- no reading of the last day.
with

readings as (

    select
        account_id,
        measured_at,
        exposure_usd,
        leverage,
        value_at_risk_95_usd,
        value_at_risk_99_usd,
        max_drawdown_usd,
        correlation_ratio,
        concentration_ratio,
        margin_ratio,
        risk_score,
        null::integer as position_count,
        1 as preference
    from {{ ref('stg_patriot__risk_metrics') }}
    where
        measured_at between
        (select clock.as_of - interval '7 days' from {{ ref('clock') }} as clock)
        and (select clock.as_of from {{ ref('clock') }} as clock)

    union all

    select
        account_id,
        snapshot_at,
        position_value_usd,
        leverage,
        value_at_risk_95_usd,
        null,
        max_drawdown_usd,
        correlation_ratio,
        null,
        margin_ratio,
        risk_score,
        position_count,
        2
    from {{ ref('stg_patriot__portfolio_snapshots') }}
    where
        snapshot_type <> 'migrated'
        and snapshot_at between
        (select clock.as_of - interval '7 days' from {{ ref('clock') }} as clock)
        and (select clock.as_of from {{ ref('clock') }} as clock)

)

select distinct on (account_id)
    account_id,
    measured_at,
    exposure_usd,
    leverage,
    abs(value_at_risk_95_usd) as value_at_risk_95_usd,
    abs(value_at_risk_99_usd) as value_at_risk_99_usd,
    null::numeric as cvar_95_usd,
    null::numeric as volatility,
    null::numeric as sharpe_ratio,
    abs(max_drawdown_usd) as max_drawdown_usd,
    null::numeric as max_drawdown_pct,
    correlation_ratio,
    null::numeric as btc_correlation,
    concentration_ratio,
    null::numeric as largest_position_ratio,
    margin_ratio,
    risk_score
from readings
order by
    account_id asc,
    (
        preference = 1
        and measured_at
        > (select clock.as_of - interval '1 day' from {{ ref('clock') }} as clock)
    ) desc,
    measured_at desc,
    preference asc
