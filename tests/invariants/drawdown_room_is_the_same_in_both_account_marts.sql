-- What a prop plan leaves is told twice: in dollars by account_performance, as a share of the
-- opening equity, and back in dollars, by portfolio_risk.
select
    performance.account_key,
    performance.distance_to_max_drawdown_usd,
    risks.drawdown_headroom_usd,
    performance.distance_to_max_daily_loss_usd,
    risks.daily_loss_headroom_usd
from {{ ref('account_performance') }} as performance
inner join {{ ref('portfolio_risk') }} as risks
    on performance.account_key = risks.account_key
where
    risks.drawdown_limit_level = 'plan'
    and performance.as_of = risks.as_of
    and (
        round(performance.distance_to_max_drawdown_usd - risks.drawdown_headroom_usd, 6) <> 0
        or round(performance.distance_to_max_daily_loss_usd - risks.daily_loss_headroom_usd, 6) <> 0
    )
