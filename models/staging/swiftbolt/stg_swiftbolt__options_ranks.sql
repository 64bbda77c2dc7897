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

        -- measures: NaN stands for what could not be worked out, as 0 does where it is no price or
        -- volatility; nobody may bid. Shares of nothing are endless
        source.strike::numeric as strike_price,
        nullif(source.ml_score::numeric, 'NaN') as ml_score_ratio,
        nullif(source.composite_rank::numeric, 'NaN') as composite_score,
        nullif(source.momentum_score::numeric, 'NaN') as momentum_score,
        nullif(source.value_score::numeric, 'NaN') as value_score,
        nullif(source.greeks_score::numeric, 'NaN') as greeks_score,
        nullif(source.relative_value_score::numeric, 'NaN') as relative_value_score,
        nullif(source.entry_difficulty_score::numeric, 'NaN') as entry_difficulty_score,
        nullif(source.ranking_stability_score::numeric, 'NaN') as ranking_stability_score,
        nullif(nullif(source.implied_vol::numeric, 'NaN'), 0) as implied_volatility_ratio,
        nullif(source.iv_rank::numeric, 'NaN') as iv_rank_score,
        nullif(source.delta::numeric, 'NaN') as delta,
        nullif(source.gamma::numeric, 'NaN') as gamma,
        nullif(source.theta::numeric, 'NaN') as theta,
        nullif(source.vega::numeric, 'NaN') as vega,
        nullif(source.rho::numeric, 'NaN') as rho,
        nullif(source.bid::numeric, 'NaN') as bid_price,
        nullif(nullif(source.ask::numeric, 'NaN'), 0) as ask_price,
        nullif(nullif(source.mark::numeric, 'NaN'), 0) as mark_price,
        nullif(nullif(source.last_price::numeric, 'NaN'), 0) as last_price,
        nullif(nullif(source.spread_pct::numeric, 'NaN'), 'infinity') / 100 as spread_ratio,
        source.open_interest::integer as open_interest,
        source.volume::integer as volume,
        nullif(nullif(source.vol_oi_ratio::numeric, 'NaN'), 'infinity')
            as volume_open_interest_ratio,
        nullif(source.liquidity_confidence::numeric, 'NaN') as liquidity_confidence_ratio,
        nullif(source.iv_data_quality_score::numeric, 'NaN') as volatility_quality_ratio,

        -- timestamps
        source.run_at::timestamptz as ranked_at,
        source.created_at::timestamptz as created_at,
        greatest(source.run_at, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
