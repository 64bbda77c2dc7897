{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per capture of a contract. The platform keeps about 90 days of them.
with

source as (

    {{ source_rows('swiftbolt', 'options_price_history') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as capture_id,
        source.underlying_symbol_id::uuid as underlying_symbol_id,
        source.contract_symbol::text as contract_symbol,

        -- attributes
        source.expiry::date as expiry_date,
        source.side::text as option_type,
        source.iv_curve_ok::boolean as is_volatility_curve_ok,

        -- measures
        source.strike::numeric as strike_price,
        source.bid::numeric as bid_price,
        source.ask::numeric as ask_price,
        source.mark::numeric as mark_price,
        source.last_price::numeric as last_price,
        source.volume::integer as volume,
        source.open_interest::integer as open_interest,
        source.ml_score::numeric as ml_score_ratio,
        source.implied_vol::numeric as implied_volatility_ratio,
        source.iv_data_quality_score::numeric as volatility_quality_ratio,
        source.delta::numeric as delta,
        source.gamma::numeric as gamma,
        source.theta::numeric as theta,
        source.vega::numeric as vega,
        source.rho::numeric as rho,

        -- timestamps
        source.recorded_at::timestamptz as captured_at,
        source.created_at::timestamptz as created_at,
        greatest(source.recorded_at, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
