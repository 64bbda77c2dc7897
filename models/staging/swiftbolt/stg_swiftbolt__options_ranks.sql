{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per underlying, ranking mode, expiry, strike and option type.
with

source as (

    {{ source_rows('swiftbolt', 'options_ranks') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as rank_id,
        source.underlying_symbol_id::uuid as underlying_symbol_id,
        nullif(source.contract_symbol::text, '') as contract_symbol,

        -- attributes
        source.expiry::date as expiry_date,
        source.side::text as option_type,
        source.ranking_mode::text as ranking_mode,
        nullif(source.signals::text, '') as signals,
        source.signal_discount::boolean as has_discount_signal,
        source.signal_runner::boolean as has_runner_signal,
        source.signal_greeks::boolean as has_greeks_signal,
        source.signal_buy::boolean as has_buy_signal,
        source.iv_curve_ok::boolean as is_volatility_curve_ok,
        nullif(source.iv_rank_source::text, '') as iv_rank_source,

        -- measures
        source.strike::numeric as strike_price,
        source.ml_score::numeric as ml_score_ratio,
        source.composite_rank::numeric as composite_score,
        source.momentum_score::numeric as momentum_score,
        source.value_score::numeric as value_score,
        source.greeks_score::numeric as greeks_score,
        source.relative_value_score::numeric as relative_value_score,
        source.entry_difficulty_score::numeric as entry_difficulty_score,
        source.ranking_stability_score::numeric as ranking_stability_score,
        source.implied_vol::numeric as implied_volatility_ratio,
        source.iv_rank::numeric as iv_rank_score,
        source.delta::numeric as delta,
        source.gamma::numeric as gamma,
        source.theta::numeric as theta,
        source.vega::numeric as vega,
        source.rho::numeric as rho,
        source.bid::numeric as bid_price,
        source.ask::numeric as ask_price,
        source.mark::numeric as mark_price,
        source.last_price::numeric as last_price,
        source.spread_pct::numeric / 100 as spread_ratio,
        source.open_interest::integer as open_interest,
        source.volume::integer as volume,
        source.vol_oi_ratio::numeric as volume_open_interest_ratio,
        source.liquidity_confidence::numeric as liquidity_confidence_ratio,
        source.iv_data_quality_score::numeric as volatility_quality_ratio,

        -- timestamps
        source.run_at::timestamptz as ranked_at,
        source.created_at::timestamptz as created_at,
        greatest(source.run_at, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
