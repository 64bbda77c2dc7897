{{ config(
    indexes=[
        {'columns': ['instrument_key', 'ranking_mode', 'rank'], 'unique': true},
        {'columns': ['ticker']},
        {'columns': ['contract_key']},
    ]
) }}

-- Grain: one row per underlying, ranking mode and rank, the best 20 living contracts of the newest
-- run.
with

top_ranks as (

    select *
    from {{ ref('int_option_ranks_current') }}
    where rank <= 20

),

closes as (

    select
        underlyings.instrument_key,
        newest.adjusted_close_price
    from (select distinct instrument_key from top_ranks) as underlyings
    cross join {{ ref('clock') }} as clock
    cross join lateral (
        select daily.adjusted_close_price
        from {{ ref('int_daily_bars') }} as daily
        where
            daily.instrument_key = underlyings.instrument_key
            and daily.bar_date <= clock.as_of_date
        order by daily.bar_date desc
        limit 1
    ) as newest

)

select
    ranks.instrument_key,
    ranks.ranking_mode,
    ranks.rank,
    ranks.source_system,
    ranks.underlying_ticker as ticker,

    -- contract
    ranks.contract_key,
    ranks.occ_symbol,
    ranks.contract_symbol,
    ranks.expiry_date,
    ranks.expiry_date - clock.as_of_date as days_to_expiry,
    ranks.strike_price,
    ranks.option_right,
    closes.adjusted_close_price as underlying_close_price,
    ranks.strike_price / nullif(closes.adjusted_close_price, 0) - 1 as strike_distance_ratio,

    -- scores
    ranks.ml_score,
    ranks.composite_score,
    ranks.composite_rank,
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

    -- prices and liquidity
    ranks.bid_price,
    ranks.ask_price,
    ranks.mark_price,
    ranks.last_price,
    (ranks.ask_price - ranks.bid_price) / nullif((ranks.ask_price + ranks.bid_price) / 2, 0)
        as spread_ratio,
    ranks.volume,
    ranks.open_interest,
    ranks.volume / nullif(ranks.open_interest, 0) as volume_open_interest_ratio,
    ranks.liquidity_confidence_ratio as liquidity_confidence,

    -- volatility and greeks
    ranks.implied_volatility_ratio,
    ranks.iv_rank_score,
    ranks.volatility_quality_ratio as volatility_quality,
    ranks.delta,
    ranks.gamma,
    ranks.theta,
    ranks.vega,
    ranks.rho,

    ranks.run_at,
    clock.as_of - ranks.run_at as run_age,
    clock.as_of,
    now() as refreshed_at
from top_ranks as ranks
cross join {{ ref('clock') }} as clock
left join closes on ranks.instrument_key = closes.instrument_key
