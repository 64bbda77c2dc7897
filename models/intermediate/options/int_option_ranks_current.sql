-- Grain: one row per underlying, ranking mode and contract of the newest run, best first.
-- A contract scored by an older run only was dropped by the newest; one that has expired can't be
-- traded; a run of more than a week ago tells nothing any more.
with

runs as (

    select
        ranks.contract_key,
        ranks.occ_symbol,
        ranks.instrument_key,
        ranks.underlying_ticker,
        ranks.source_system,
        ranks.rank_id,
        ranks.contract_symbol,
        ranks.expiry_date,
        ranks.option_right,
        ranks.strike_price,
        ranks.ranking_mode,
        ranks.run_at,
        ranks.ml_score,
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
        ranks.rho,
        max(ranks.run_at) over (
            partition by ranks.instrument_key, ranks.ranking_mode
        ) as newest_run_at,
        -- One run may score a contract under two tickers of its underlying.
        row_number() over (
            partition by ranks.contract_key, ranks.ranking_mode, ranks.run_at
            order by ranks.rank_id
        ) as mention
    from {{ ref('int_option_ranks_conformed') }} as ranks

)

select
    runs.contract_key,
    runs.occ_symbol,
    runs.instrument_key,
    runs.underlying_ticker,
    runs.source_system,
    runs.rank_id,
    runs.contract_symbol,
    runs.expiry_date,
    runs.option_right,
    runs.strike_price,
    runs.ranking_mode,
    runs.run_at,
    runs.ml_score,
    runs.composite_score,
    runs.momentum_score,
    runs.value_score,
    runs.greeks_score,
    runs.relative_value_score,
    runs.entry_difficulty_score,
    runs.ranking_stability_score,
    runs.has_buy_signal,
    runs.has_discount_signal,
    runs.has_runner_signal,
    runs.has_greeks_signal,
    runs.bid_price,
    runs.ask_price,
    runs.mark_price,
    runs.last_price,
    runs.spread_ratio,
    runs.volume,
    runs.open_interest,
    runs.liquidity_confidence_ratio,
    runs.implied_volatility_ratio,
    runs.iv_rank_score,
    runs.volatility_quality_ratio,
    runs.delta,
    runs.gamma,
    runs.theta,
    runs.vega,
    runs.rho,
    row_number() over (
        partition by runs.instrument_key, runs.ranking_mode
        order by
            runs.ml_score desc nulls last, runs.composite_score desc nulls last,
            runs.expiry_date asc, runs.occ_symbol asc, runs.rank_id asc
    ) as rank,
    row_number() over (
        partition by runs.instrument_key, runs.ranking_mode
        order by
            runs.composite_score desc nulls last, runs.ml_score desc nulls last,
            runs.expiry_date asc, runs.occ_symbol asc, runs.rank_id asc
    ) as composite_rank
from runs
cross join {{ ref('clock') }} as clock
where
    runs.run_at = runs.newest_run_at
    and runs.mention = 1
    and runs.run_at > clock.as_of - interval '7 days'
    and {{ option_expires_at('runs.expiry_date') }} > clock.as_of
