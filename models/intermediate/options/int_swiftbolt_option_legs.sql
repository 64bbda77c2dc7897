{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per leg of a position. The deals a leg was built from are parts of it, not more.
with

deals as (

    select
        leg_id,
        count(*) as deals,
        sum(contract_count) as dealt_contracts
    from {{ ref('stg_swiftbolt__options_leg_entries') }}
    group by leg_id

)

select
    legs.strategy_id,
    legs.leg_id,
    legs.leg_number,
    legs.leg_role,
    -- The ticker on the position is a copy that nothing keeps up to date.
    coalesce(symbols.symbol, strategies.underlying_symbol) as native_symbol,
    {{ option_root('null::text', 'coalesce(symbols.symbol, strategies.underlying_symbol)') }}
        as contract_root,
    legs.expiry_date,
    legs.option_type as option_right,
    legs.strike_price,
    100::numeric as multiplier,
    legs.position_side as side,
    legs.contract_count as contracts,
    legs.entry_price,
    -- Stated costs know what the price was cut of, or have fees in them.
    case
        when
            abs(legs.entry_cost_usd - legs.entry_price * legs.contract_count * 100)
            <= 0.01 * legs.contract_count
            then legs.entry_cost_usd
        else legs.entry_price * legs.contract_count * 100
    end as entry_cost_usd,
    legs.exit_price,
    legs.realized_pnl_usd,
    legs.current_price,
    legs.current_delta as delta,
    legs.current_gamma as gamma,
    legs.current_theta as theta,
    legs.current_vega as vega,
    legs.current_rho as rho,
    legs.current_implied_volatility_ratio as implied_volatility_ratio,
    legs.is_assigned,
    legs.is_exercised,
    -- What ran out is not always marked leg by leg. A leg without a time of its end had it at its
    -- expiry, or before the position was last written.
    legs.is_closed or strategies.native_status = 'expired' as is_closed,
    legs.opened_at,
    case
        when legs.is_closed or strategies.native_status = 'expired'
            then coalesce(
                legs.closed_at,
                least({{ option_expires_at('legs.expiry_date') }}, strategies.updated_at)
            )
    end as closed_at,
    coalesce(legs.greeks_updated_at, legs.updated_at) as valued_at,
    deals.deals,
    deals.dealt_contracts
from {{ ref('stg_swiftbolt__options_legs') }} as legs
inner join {{ ref('stg_swiftbolt__options_strategies') }} as strategies
    on legs.strategy_id = strategies.strategy_id
left join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on strategies.underlying_symbol_id = symbols.symbol_id
left join deals on legs.leg_id = deals.leg_id
