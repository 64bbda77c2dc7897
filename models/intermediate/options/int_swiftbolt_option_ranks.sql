{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per underlying, ranking mode, expiry, strike and right, as last scored.
select
    ranks.rank_id,
    symbols.symbol as native_symbol,
    ranks.contract_symbol,
    {{ option_root('ranks.contract_symbol', 'symbols.symbol') }} as contract_root,
    ranks.expiry_date,
    ranks.option_type as option_right,
    ranks.strike_price,
    coalesce(ranks.ranking_mode, 'entry') as ranking_mode,
    ranks.ranked_at as run_at,
    ranks.ml_score_ratio as ml_score,
    ranks.composite_score,
    ranks.momentum_score,
    ranks.value_score,
    ranks.greeks_score,
    ranks.relative_value_score,
    ranks.entry_difficulty_score,
    ranks.ranking_stability_score,
    ranks.has_buy_signal,
    ranks.has_discount_signal,
    ranks.has_runner_signal,
    ranks.has_greeks_signal,
    ranks.bid_price,
    ranks.ask_price,
    ranks.mark_price,
    ranks.last_price,
    ranks.spread_ratio,
    ranks.volume,
    ranks.open_interest,
    ranks.liquidity_confidence_ratio,
    ranks.implied_volatility_ratio,
    ranks.iv_rank_score,
    ranks.volatility_quality_ratio,
    ranks.delta,
    ranks.gamma,
    ranks.theta,
    ranks.vega,
    ranks.rho
from {{ ref('stg_swiftbolt__options_ranks') }} as ranks
inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on ranks.underlying_symbol_id = symbols.symbol_id
