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

        -- measures: NaN stands for what could not be worked out, as 0 does where it is no price or
        -- volatility; nobody may bid
        source.strike::numeric as strike_price,
        nullif(source.bid::numeric, 'NaN') as bid_price,
        nullif(nullif(source.ask::numeric, 'NaN'), 0) as ask_price,
        nullif(nullif(source.last::numeric, 'NaN'), 0) as last_price,
        nullif(nullif(source.underlying_price::numeric, 'NaN'), 0) as underlying_price,
        source.volume::integer as volume,
        source.open_interest::integer as open_interest,
        nullif(nullif(source.iv::numeric, 'NaN'), 0) as implied_volatility_ratio,
        nullif(source.delta::numeric, 'NaN') as delta,
        nullif(source.gamma::numeric, 'NaN') as gamma,
        nullif(source.theta::numeric, 'NaN') as theta,
        nullif(source.vega::numeric, 'NaN') as vega,
        nullif(source.rho::numeric, 'NaN') as rho,

        -- timestamps
        source.snapshot_time::timestamptz as captured_at,
        source.created_at::timestamptz as created_at,
        greatest(source.snapshot_time, source.created_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
