{{ config(severity='warn') }}

-- What the platform calls the most that can be lost is the worst result of the legs, as long as all
-- of them are open. It is stated by the source, so that a difference is reported and stops nothing.
select
    strategy_id,
    strategy_type,
    max_risk_usd,
    worst_pnl_usd,
    is_loss_unlimited
from {{ ref('options_strategy_performance') }}
where
    open_legs = legs
    and max_risk_usd is not null
    and (is_loss_unlimited or abs(max_risk_usd + worst_pnl_usd) > 0.01 * legs)
