{{ config(
    indexes=[
        {'columns': ['strategy_key'], 'unique': true},
        {'columns': ['owner_key']},
        {'columns': ['instrument_key']},
    ]
) }}

-- Grain: one row per multi-leg option position. Amounts are those of the whole position.
select
    positions.strategy_key,
    positions.owner_key,
    positions.instrument_key,
    positions.source_system,
    positions.strategy_id,
    strategies.strategy_name,
    positions.strategy_type,
    strategies.status,
    positions.native_status,
    positions.is_open,
    positions.version,
    positions.underlying_ticker as ticker,
    positions.opened_at,
    positions.closed_at,
    (coalesce(positions.closed_at, clock.as_of) at time zone 'UTC')::date
    - (positions.opened_at at time zone 'UTC')::date as days_held,

    -- legs
    positions.legs,
    positions.open_legs,
    positions.expired_open_legs,
    positions.assigned_legs,
    positions.exercised_legs,
    positions.unreconciled_legs,
    positions.rejected_legs,
    positions.deals,
    positions.layout,
    positions.next_expiry_date,
    positions.last_expiry_date,
    positions.next_expiry_date - clock.as_of_date as days_to_next_expiry,
    positions.last_expiry_date - clock.as_of_date as days_to_last_expiry,

    -- premium, risk and reward
    positions.debit_usd,
    positions.credit_usd,
    positions.net_premium_usd,
    positions.open_premium_usd,
    positions.max_risk_usd,
    positions.max_reward_usd,
    positions.max_reward_usd / nullif(positions.max_risk_usd, 0) as reward_risk_ratio,
    positions.is_loss_unlimited,
    positions.is_profit_unlimited,
    positions.worst_pnl_usd,
    positions.best_pnl_usd,
    positions.breakeven_prices,

    -- result
    positions.realized_pnl_usd,
    positions.unrealized_pnl_usd,
    positions.realized_pnl_usd + positions.unrealized_pnl_usd as total_pnl_usd,
    (positions.realized_pnl_usd + positions.unrealized_pnl_usd)
    / nullif(positions.max_risk_usd, 0) as return_on_risk_ratio,
    positions.market_value_usd,
    positions.unvalued_legs,
    positions.valued_at,

    -- greeks
    positions.net_delta_shares,
    positions.net_gamma_shares,
    positions.net_theta_usd,
    positions.net_vega_usd,
    positions.net_rho_usd,

    -- forecast and alerts
    positions.forecast_label,
    positions.forecast_confidence,
    coalesce(alerts.open_alerts, 0) as open_alerts,
    coalesce(alerts.open_critical_alerts, 0) as open_critical_alerts,
    coalesce(alerts.open_action_alerts, 0) as open_action_alerts,
    coalesce(alerts.unacknowledged_alerts, 0) as unacknowledged_alerts,
    alerts.last_alert_at as last_open_alert_at,

    clock.as_of,
    now() as refreshed_at
from {{ ref('int_option_positions_folded') }} as positions
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_strategies') }} as strategies
    on positions.strategy_key = strategies.strategy_key
left join {{ ref('int_option_open_alerts') }} as alerts
    on positions.source_system = alerts.source_system
    and positions.strategy_id = alerts.strategy_id
