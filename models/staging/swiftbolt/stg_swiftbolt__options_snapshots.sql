{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per contract and capture.
with

source as (

    {{ source_rows('swiftbolt', 'options_snapshots') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as snapshot_id,
        source.underlying_symbol_id::uuid as underlying_symbol_id,
        source.contract_symbol::text as contract_symbol,

        -- attributes
        source.expiration::date as expiry_date,
        source.option_type::text as option_type,

        -- measures
        source.strike::numeric as strike_price,
        source.bid::numeric as bid_price,
        source.ask::numeric as ask_price,
        source.last::numeric as last_price,
        source.underlying_price::numeric as underlying_price,
        source.volume::integer as volume,
        source.open_interest::integer as open_interest,
        source.iv::numeric as implied_volatility_ratio,
        source.delta::numeric as delta,
        source.gamma::numeric as gamma,
        source.theta::numeric as theta,
        source.vega::numeric as vega,
        source.rho::numeric as rho,

        -- timestamps
        source.snapshot_time::timestamptz as captured_at,
        source.created_at::timestamptz as created_at,
        greatest(source.snapshot_time, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
