-- Grain: one row per account and limit it has: what is measured against it and what is left.
-- Where the platform reports the same risk, the larger of the two counts against the limit.
with

-- Of an account that strategies share, the strictest of their limits binds the whole account.
account_limits as (

    select distinct on (account_key, limit_name)
        account_key,
        limit_name,
        limit_unit,
        limit_level,
        limit_value
    from {{ ref('int_risk_limits') }}
    where limit_name <> 'max_position_size_usd'
    order by account_key, limit_name, (strategy_id is null), limit_value, limit_level

),

-- How large one position may be depends on whose it is; the one with the least room left speaks
-- for the account. Without a position the strictest limit does.
position_limits as (

    select distinct on (limits.account_key)
        limits.account_key,
        limits.limit_name,
        limits.limit_unit,
        limits.limit_level,
        limits.limit_value,
        case
            when risks.positions = 0 then 0
            else positions.exposure_usd
        end as measured_value
    from {{ ref('int_risk_limits') }} as limits
    inner join {{ ref('int_account_risk') }} as risks
        on limits.account_key = risks.account_key
    left join {{ ref('int_positions_valued') }} as positions
        on limits.account_key = positions.account_key
        and coalesce(limits.strategy_id, '') = coalesce(positions.strategy_id, '')
    where limits.limit_name = 'max_position_size_usd'
    order by
        limits.account_key,
        limits.limit_value - positions.exposure_usd nulls last,
        (limits.strategy_id is null),
        limits.limit_value,
        limits.limit_level

),

-- What a ratio is a share of: a plan measures losses from the opening, all else a day's loss from
-- the equity before it, a drawdown from the peak, and the rest from the equity there is.
based as (

    select
        risks.*,
        limits.limit_name,
        limits.limit_unit,
        limits.limit_level,
        limits.limit_value,
        nullif(greatest(0, case
            when limits.limit_level = 'plan' and limits.limit_unit = 'ratio'
                then risks.opening_equity_usd
            when limits.limit_name = 'max_daily_loss_ratio'
                then risks.today_equity_start_usd
            when limits.limit_name = 'max_drawdown_ratio'
                then
                    risks.ledger_equity_usd
                    / nullif(1 - coalesce(risks.current_drawdown_pct, 0) / 100, 0)
            else risks.equity_usd
        end), 0) as base_usd
    from account_limits as limits
    inner join {{ ref('int_account_risk') }} as risks
        on limits.account_key = risks.account_key

),

measured as (

    select
        account_key,
        limit_name,
        limit_unit,
        limit_level,
        limit_value,
        case limit_name
            when 'max_daily_loss_ratio' then -today_net_pnl_usd / base_usd
            when 'max_drawdown_ratio'
                then
                    case
                        when limit_level <> 'plan' then current_drawdown_pct / 100
                        when is_drawdown_trailing
                            then coalesce(current_drawdown_usd, 0) / base_usd
                        else -net_pnl_usd / base_usd
                    end
            when 'max_leverage' then greatest(reported_leverage, leverage)
            when 'max_value_at_risk_95_ratio'
                then greatest(reported_value_at_risk_95_usd / base_usd, -value_at_risk_95)
            when 'max_correlation_ratio' then reported_correlation_ratio
        end as measured_value,
        base_usd
    from based

    union all

    select
        account_key,
        limit_name,
        limit_unit,
        limit_level,
        limit_value,
        measured_value,
        1
    from position_limits

)

select
    account_key,
    limit_name,
    limit_unit,
    limit_level,
    limit_value,
    measured_value,
    limit_value - measured_value as headroom_value,
    case
        when limit_name <> 'max_correlation_ratio'
            then (limit_value - measured_value) * base_usd
    end as headroom_usd,
    case when measured_value is not null then greatest(measured_value, 0) end
    / nullif(limit_value, 0) as used_ratio
from measured
