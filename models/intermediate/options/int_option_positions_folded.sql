-- Grain: one row per multi-leg option position, its legs folded in. Legs, outcomes and alerts are
-- each one row per position before they meet, so that none multiplies another.
with

positions as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_option_positions'},
        columns={
            'strategy_id': 'text',
            'native_symbol': 'text',
            'owner_id': 'text',
            'strategy_type': 'text',
            'is_covered_by_shares': 'boolean',
            'native_status': 'text',
            'forecast_label': 'text',
            'forecast_confidence': 'numeric',
            'breakeven_prices': 'numeric[]',
            'version': 'integer',
            'max_risk_usd': 'numeric',
            'max_reward_usd': 'numeric',
            'opened_at': 'timestamptz',
            'closed_at': 'timestamptz',
            'rejected_legs': 'bigint',
        },
    ) | indent(4) }}

),

folded as (

    select
        source_system,
        strategy_id,
        count(*) as legs,
        count(*) filter (where is_open) as open_legs,
        count(*) filter (where is_open and is_expired) as expired_open_legs,
        count(*) filter (where is_assigned) as assigned_legs,
        count(*) filter (where is_exercised) as exercised_legs,
        count(*) filter (where deals_disagree) as unreconciled_legs,
        sum(deals) as deals,
        string_agg(
            case side when 'long' then '+' when 'short' then '-' else '?' end
            || trim_scale(contracts)::text || ' ' || occ_symbol,
            ', ' order by leg_number, leg_id
        ) as layout,
        min(expiry_date) filter (where is_open and not is_expired) as next_expiry_date,
        max(expiry_date) filter (where is_open and not is_expired) as last_expiry_date,
        max(valued_at) filter (where is_open) as valued_at,
        sum(-premium_usd) filter (where side = 'long') as debit_usd,
        sum(premium_usd) filter (where side = 'short') as credit_usd,
        sum(premium_usd) as net_premium_usd,
        sum(premium_usd) filter (where is_open) as open_premium_usd,
        sum(realized_pnl_usd) as realized_pnl_usd,
        sum(market_value_usd) as market_value_usd,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd,
        sum(delta_shares) as net_delta_shares,
        sum(gamma_shares) as net_gamma_shares,
        sum(theta_usd) as net_theta_usd,
        sum(vega_usd) as net_vega_usd,
        sum(rho_usd) as net_rho_usd,
        count(*) filter (where side is null) as legs_of_unknown_side,
        count(*) filter (where not is_open and realized_pnl_usd is null) as unsettled_legs,
        count(*) filter (where is_open and unrealized_pnl_usd is null) as unvalued_legs,
        count(*) filter (
            where is_open and (delta_shares + gamma_shares + theta_usd + vega_usd + rho_usd) is null
        ) as legs_without_greeks
    from {{ ref('int_option_legs_conformed') }}
    group by source_system, strategy_id

)

-- A sum that lacks one of its legs, be it a rejected one, is no sum: null. Without an open leg
-- nothing is at stake: 0.
select
    {{ surrogate_key('strategy', ['positions.source_system', 'positions.strategy_id']) }}
        as strategy_key,
    case
        when positions.owner_id is not null
            then {{ surrogate_key('owner', ['positions.source_system', 'positions.owner_id']) }}
    end as owner_key,
    instruments.instrument_key,
    instruments.canonical_symbol as underlying_ticker,
    positions.source_system,
    positions.strategy_id,
    positions.strategy_type,
    positions.native_status,
    positions.closed_at is null or positions.closed_at > clock.as_of as is_open,
    positions.version,
    positions.forecast_label,
    positions.forecast_confidence,
    positions.breakeven_prices,
    positions.opened_at,
    case when positions.closed_at <= clock.as_of then positions.closed_at end as closed_at,
    coalesce(folded.legs, 0) as legs,
    coalesce(folded.open_legs, 0) as open_legs,
    coalesce(folded.expired_open_legs, 0) as expired_open_legs,
    coalesce(folded.assigned_legs, 0) as assigned_legs,
    coalesce(folded.exercised_legs, 0) as exercised_legs,
    coalesce(folded.unreconciled_legs, 0) as unreconciled_legs,
    coalesce(folded.unvalued_legs, 0) as unvalued_legs,
    positions.rejected_legs,
    coalesce(folded.deals, 0) as deals,
    folded.layout,
    folded.next_expiry_date,
    folded.last_expiry_date,
    folded.valued_at,
    case when sums.legs_of_unknown_side = 0 then coalesce(sums.debit_usd, 0) end as debit_usd,
    case when sums.legs_of_unknown_side = 0 then coalesce(sums.credit_usd, 0) end
        as credit_usd,
    case when sums.legs_of_unknown_side = 0 then sums.net_premium_usd end as net_premium_usd,
    case when sums.legs_of_unknown_side = 0 then coalesce(sums.open_premium_usd, 0) end
        as open_premium_usd,
    positions.max_risk_usd,
    positions.max_reward_usd,
    outcomes.is_loss_unlimited,
    outcomes.is_profit_unlimited,
    case
        when sums.unsettled_legs = 0
            then outcomes.worst_pnl_usd + coalesce(sums.realized_pnl_usd, 0)
    end as worst_pnl_usd,
    case
        when sums.unsettled_legs = 0
            then outcomes.best_pnl_usd + coalesce(sums.realized_pnl_usd, 0)
    end as best_pnl_usd,
    case when sums.unsettled_legs = 0 then coalesce(sums.realized_pnl_usd, 0) end
        as realized_pnl_usd,
    case when sums.unvalued_legs = 0 then coalesce(sums.market_value_usd, 0) end
        as market_value_usd,
    case when sums.unvalued_legs = 0 then coalesce(sums.unrealized_pnl_usd, 0) end
        as unrealized_pnl_usd,
    case when sums.legs_without_greeks = 0 then coalesce(sums.net_delta_shares, 0) end
        as net_delta_shares,
    case when sums.legs_without_greeks = 0 then coalesce(sums.net_gamma_shares, 0) end
        as net_gamma_shares,
    case when sums.legs_without_greeks = 0 then coalesce(sums.net_theta_usd, 0) end
        as net_theta_usd,
    case when sums.legs_without_greeks = 0 then coalesce(sums.net_vega_usd, 0) end
        as net_vega_usd,
    case when sums.legs_without_greeks = 0 then coalesce(sums.net_rho_usd, 0) end
        as net_rho_usd
from positions
cross join {{ ref('clock') }} as clock
left join {{ ref('int_instruments_resolved') }} as instruments
    on positions.source_system = instruments.source_system
    and positions.native_symbol = instruments.native_symbol
left join folded
    on positions.source_system = folded.source_system
    and positions.strategy_id = folded.strategy_id
left join folded as sums
    on positions.source_system = sums.source_system
    and positions.strategy_id = sums.strategy_id
    and positions.rejected_legs = 0
left join {{ ref('int_option_position_outcomes') }} as outcomes
    on positions.source_system = outcomes.source_system
    and positions.strategy_id = outcomes.strategy_id
    and positions.rejected_legs = 0
    and not coalesce(positions.is_covered_by_shares, false)
where positions.opened_at <= clock.as_of
