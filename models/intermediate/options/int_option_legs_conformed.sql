-- Grain: one row per leg that was opened up to the clock's reading.
-- Signs: contracts, values and greeks of a short leg are negative; premium received is positive.
with

legs as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_option_legs'},
        columns={
            'strategy_id': 'text',
            'leg_id': 'text',
            'leg_number': 'integer',
            'leg_role': 'text',
            'native_symbol': 'text',
            'contract_root': 'text',
            'expiry_date': 'date',
            'option_right': 'text',
            'strike_price': 'numeric',
            'multiplier': 'numeric',
            'side': 'text',
            'contracts': 'numeric',
            'entry_price': 'numeric',
            'entry_cost_usd': 'numeric',
            'exit_price': 'numeric',
            'realized_pnl_usd': 'numeric',
            'current_price': 'numeric',
            'delta': 'numeric',
            'gamma': 'numeric',
            'theta': 'numeric',
            'vega': 'numeric',
            'rho': 'numeric',
            'is_assigned': 'boolean',
            'is_exercised': 'boolean',
            'is_closed': 'boolean',
            'opened_at': 'timestamptz',
            'closed_at': 'timestamptz',
            'valued_at': 'timestamptz',
            'deals': 'bigint',
            'dealt_contracts': 'numeric',
        },
    ) | indent(4) }}

),

signed as (

    select
        legs.*,
        {{ option_symbol(
            'legs.contract_root', 'legs.expiry_date', 'legs.option_right', 'legs.strike_price'
        ) | indent(8) }} as occ_symbol,
        case legs.side when 'long' then 1 when 'short' then -1 end as direction,
        case legs.side when 'long' then 1 when 'short' then -1 end
        * legs.contracts * legs.multiplier as shares,
        -- What closed after the clock's reading is still open at it.
        not legs.is_closed or legs.closed_at > clock.as_of as is_open,
        {{ option_expires_at('legs.expiry_date') }} <= clock.as_of as is_expired
    from legs
    cross join {{ ref('clock') }} as clock
    where legs.opened_at <= clock.as_of

)

select
    signed.source_system,
    signed.strategy_id,
    signed.leg_id,
    signed.leg_number,
    signed.leg_role,
    {{ surrogate_key('instrument', ["'option'", 'signed.occ_symbol']) }} as contract_key,
    signed.occ_symbol,
    instruments.instrument_key,
    instruments.canonical_symbol as underlying_ticker,
    signed.expiry_date,
    signed.option_right,
    signed.strike_price,
    signed.multiplier,
    signed.side,
    signed.contracts,
    signed.shares,
    signed.is_open,
    signed.is_expired,
    signed.is_assigned,
    signed.is_exercised,
    signed.opened_at,
    case when not signed.is_open then signed.closed_at end as closed_at,
    signed.valued_at,
    signed.deals,
    coalesce(signed.dealt_contracts <> signed.contracts, false) as deals_disagree,
    -signed.direction * signed.entry_cost_usd as premium_usd,
    case
        when not signed.is_open
            then coalesce(
                signed.realized_pnl_usd, (signed.exit_price - signed.entry_price) * signed.shares
            )
    end as realized_pnl_usd,
    case when signed.is_open then signed.current_price * signed.shares end as market_value_usd,
    case
        when signed.is_open
            then signed.current_price * signed.shares - signed.direction * signed.entry_cost_usd
    end as unrealized_pnl_usd,
    case when signed.is_open then signed.delta * signed.shares end as delta_shares,
    case when signed.is_open then signed.gamma * signed.shares end as gamma_shares,
    case when signed.is_open then signed.theta * signed.shares end as theta_usd,
    case when signed.is_open then signed.vega * signed.shares end as vega_usd,
    case when signed.is_open then signed.rho * signed.shares end as rho_usd
from signed
left join {{ ref('int_instruments_resolved') }} as instruments
    on signed.source_system = instruments.source_system
    and signed.native_symbol = instruments.native_symbol
