{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per capture of an option chain.
with

source as (

    {{ source_rows('schwab', 'options_chains') }}

),

renamed as (

    select
        -- ids: a capture without an expiration holds all of them
        'schwab' as source_system,
        source.chain_id::text as chain_id,
        source.underlying_symbol::text as underlying_symbol,
        source.expiration_id::text as expiration_id,
        coalesce(source.expiration_id::text, 'all') as expiration_or_all,

        -- attributes: what the platform calls strategy is the mode of the request
        lower(nullif(source.status::text, '')) as status,
        lower(nullif(source.strategy::text, '')) as request_mode,
        source.is_delayed::boolean as is_delayed,
        source.is_index::boolean as is_index,

        -- measures: -999 and NaN stand for what the broker could not compute. Whether the
        -- interest rate is a percentage is not stated, so it stays as it came.
        nullif(nullif(source.underlying_price::numeric, 'NaN'), -999) as underlying_price,
        nullif(nullif(source.underlying_bid::numeric, 'NaN'), -999) as underlying_bid_price,
        nullif(nullif(source.underlying_ask::numeric, 'NaN'), -999) as underlying_ask_price,
        nullif(nullif(source.underlying_last::numeric, 'NaN'), -999) as underlying_last_price,
        source.underlying_volume::numeric as underlying_volume,
        nullif(nullif(source.underlying_change::numeric, 'NaN'), -999) as underlying_change_usd,
        nullif(nullif(source.underlying_percent_change::numeric, 'NaN'), -999) / 100
            as underlying_change_ratio,
        nullif(nullif(source.interest_rate::numeric, 'NaN'), -999) as native_interest_rate,
        nullif(nullif(source.implied_volatility::numeric, 'NaN'), -999) / 100
            as implied_volatility_ratio,

        -- timestamps
        source.snapshot_datetime::timestamptz as snapshot_at,
        coalesce(source.created_at, source.snapshot_datetime)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
