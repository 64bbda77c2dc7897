{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['account_key'], 'unique': true}]
) }}

-- Grain: one row per account: what its platform reports of its risk, and what the daily series and
-- the open positions say of it.
with

metrics as (

    select * from {{ ref('int_performance_metrics') }}
    where book_type = 'account'

),

today as (

    select
        days.book_key,
        days.net_pnl_usd,
        days.flow_usd
    from {{ ref('int_performance_days') }} as days
    where
        days.book_type = 'account'
        and days.series_date = (select clock.as_of_date from {{ ref('clock') }} as clock)

),

joined as (

    select
        accounts.account_key,
        accounts.source_system,
        accounts.account_id,
        accounts.opening_equity_usd,
        accounts.is_drawdown_trailing,
        accounts.reported_equity_at,
        coalesce(
            accounts.reported_equity_usd, lifetime.equity_end_usd, accounts.opening_equity_usd
        ) as equity_usd,
        coalesce(lifetime.equity_end_usd, accounts.opening_equity_usd) as ledger_equity_usd,
        coalesce(lifetime.net_pnl_usd, 0) as net_pnl_usd,
        coalesce(today.net_pnl_usd, 0) as today_net_pnl_usd,
        coalesce(today.flow_usd, 0) as today_flow_usd,
        tail_risks.value_at_risk_95,
        tail_risks.value_at_risk_99,
        tail_risks.cvar_95,
        lifetime.volatility,
        last_30d.volatility as volatility_30d,
        lifetime.max_drawdown_pct,
        lifetime.max_drawdown_usd,
        lifetime.current_drawdown_pct,
        lifetime.current_drawdown_usd,
        coalesce(exposures.positions, 0) as positions,
        coalesce(exposures.unvalued_positions, 0) as unvalued_positions,
        case when exposures.account_key is null then 0 else exposures.exposure_usd end
            as exposure_usd,
        exposures.largest_symbol_usd,
        exposures.largest_position_usd
    from {{ ref('int_accounts_conformed') }} as accounts
    left join metrics as lifetime
        on accounts.account_key = lifetime.book_key and lifetime.window_name = 'lifetime'
    left join {{ ref('int_performance_tail_risks') }} as tail_risks
        on accounts.account_key = tail_risks.book_key
    left join metrics as last_30d
        on accounts.account_key = last_30d.book_key and last_30d.window_name = '30d'
    left join today on accounts.account_key = today.book_key
    left join {{ ref('int_account_exposures') }} as exposures
        on accounts.account_key = exposures.account_key

)

select
    joined.account_key,
    joined.source_system,
    joined.account_id,
    joined.opening_equity_usd,
    joined.is_drawdown_trailing,
    joined.equity_usd,
    joined.ledger_equity_usd,
    joined.ledger_equity_usd - joined.today_net_pnl_usd - joined.today_flow_usd
        as today_equity_start_usd,
    joined.net_pnl_usd,
    joined.today_net_pnl_usd,

    -- reported
    readings.measured_at as reported_at,
    readings.exposure_usd as reported_exposure_usd,
    readings.leverage as reported_leverage,
    readings.value_at_risk_95_usd as reported_value_at_risk_95_usd,
    readings.value_at_risk_99_usd as reported_value_at_risk_99_usd,
    readings.cvar_95_usd as reported_cvar_95_usd,
    readings.volatility as reported_volatility,
    readings.max_drawdown_usd as reported_max_drawdown_usd,
    readings.max_drawdown_pct as reported_max_drawdown_pct,
    readings.correlation_ratio as reported_correlation_ratio,
    readings.btc_correlation as reported_btc_correlation,
    readings.concentration_ratio as reported_concentration_ratio,
    readings.largest_position_ratio as reported_largest_position_ratio,
    readings.margin_ratio as reported_margin_ratio,
    readings.risk_score as reported_risk_score,

    -- recomputed
    joined.value_at_risk_95,
    joined.value_at_risk_99,
    joined.cvar_95,
    -- greatest() passes over nulls: of an unknown return no loss is known
    case
        when joined.equity_usd > 0 and joined.value_at_risk_95 is not null
            then greatest(-joined.value_at_risk_95, 0) * joined.equity_usd
    end as value_at_risk_95_usd,
    case
        when joined.equity_usd > 0 and joined.cvar_95 is not null
            then greatest(-joined.cvar_95, 0) * joined.equity_usd
    end as cvar_95_usd,
    joined.volatility,
    joined.volatility_30d,
    joined.max_drawdown_pct,
    joined.max_drawdown_usd,
    joined.current_drawdown_pct,
    joined.current_drawdown_usd,
    joined.positions,
    joined.unvalued_positions,
    joined.exposure_usd,
    joined.largest_position_usd,
    case when joined.equity_usd > 0 then joined.exposure_usd / joined.equity_usd end as leverage,
    joined.largest_symbol_usd / nullif(joined.exposure_usd, 0) as concentration_ratio,
    case when joined.equity_usd > 0 then joined.largest_position_usd / joined.equity_usd end
        as largest_position_ratio
from joined
left join {{ ref('int_risk_readings') }} as readings
    on joined.account_key = readings.account_key
