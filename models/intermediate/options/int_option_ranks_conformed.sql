-- Grain: one row per contract and ranking mode, as last scored up to the clock's reading. Contracts
-- that a later run left out, and expired ones, are still there: see int_option_ranks_current.
with

ranks as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_option_ranks'},
        columns={
            'rank_id': 'text',
            'native_symbol': 'text',
            'contract_symbol': 'text',
            'contract_root': 'text',
            'expiry_date': 'date',
            'option_right': 'text',
            'strike_price': 'numeric',
            'ranking_mode': 'text',
            'run_at': 'timestamptz',
            'ml_score': 'numeric',
            'composite_score': 'numeric',
            'momentum_score': 'numeric',
            'value_score': 'numeric',
            'greeks_score': 'numeric',
            'relative_value_score': 'numeric',
            'entry_difficulty_score': 'numeric',
            'ranking_stability_score': 'numeric',
            'has_buy_signal': 'boolean',
            'has_discount_signal': 'boolean',
            'has_runner_signal': 'boolean',
            'has_greeks_signal': 'boolean',
            'bid_price': 'numeric',
            'ask_price': 'numeric',
            'mark_price': 'numeric',
            'last_price': 'numeric',
            'spread_ratio': 'numeric',
            'volume': 'numeric',
            'open_interest': 'numeric',
            'liquidity_confidence_ratio': 'numeric',
            'implied_volatility_ratio': 'numeric',
            'iv_rank_score': 'numeric',
            'volatility_quality_ratio': 'numeric',
            'delta': 'numeric',
            'gamma': 'numeric',
            'theta': 'numeric',
            'vega': 'numeric',
            'rho': 'numeric',
        },
    ) | indent(4) }}

),

named as (

    select
        ranks.*,
        instruments.instrument_key,
        instruments.canonical_symbol as underlying_ticker,
        {{ option_symbol(
            'ranks.contract_root', 'ranks.expiry_date', 'ranks.option_right', 'ranks.strike_price'
        ) | indent(8) }} as occ_symbol
    from ranks
    cross join {{ ref('clock') }} as clock
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on ranks.source_system = instruments.source_system
        and ranks.native_symbol = instruments.native_symbol
    where ranks.run_at <= clock.as_of

)

select
    {{ surrogate_key('instrument', ["'option'", 'named.occ_symbol']) }} as contract_key,
    named.*
from named
