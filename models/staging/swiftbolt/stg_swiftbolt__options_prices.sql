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

        -- measures: NaN stands for what could not be worked out, as 0 does where it is no price or
        -- volatility; nobody may bid
        source.strike::numeric as strike_price,
        nullif(source.bid::numeric, 'NaN') as bid_price,
        nullif(nullif(source.ask::numeric, 'NaN'), 0) as ask_price,
        nullif(nullif(source.mark::numeric, 'NaN'), 0) as mark_price,
        nullif(nullif(source.last_price::numeric, 'NaN'), 0) as last_price,
        source.volume::integer as volume,
        source.open_interest::integer as open_interest,
        nullif(source.ml_score::numeric, 'NaN') as ml_score_ratio,
        nullif(nullif(source.implied_vol::numeric, 'NaN'), 0) as implied_volatility_ratio,
        nullif(source.iv_data_quality_score::numeric, 'NaN') as volatility_quality_ratio,
        nullif(source.delta::numeric, 'NaN') as delta,
        nullif(source.gamma::numeric, 'NaN') as gamma,
        nullif(source.theta::numeric, 'NaN') as theta,
        nullif(source.vega::numeric, 'NaN') as vega,
        nullif(source.rho::numeric, 'NaN') as rho,

        -- timestamps
        source.recorded_at::timestamptz as captured_at,
        source.created_at::timestamptz as created_at,
        greatest(source.recorded_at, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
