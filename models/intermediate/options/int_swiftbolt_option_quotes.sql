{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per capture of a contract, of both feeds the platform keeps.
with

captures as (

    select
        'snapshot' as feed,
        snapshots.snapshot_id as quote_id,
        snapshots.underlying_symbol_id,
        snapshots.contract_symbol,
        snapshots.expiry_date,
        snapshots.option_type,
        snapshots.strike_price,
        snapshots.captured_at,
        snapshots.bid_price,
        snapshots.ask_price,
        (snapshots.bid_price + snapshots.ask_price) * 0.5 as mark_price,
        snapshots.last_price,
        snapshots.underlying_price,
        snapshots.volume,
        snapshots.open_interest,
        snapshots.implied_volatility_ratio,
        snapshots.delta,
        snapshots.gamma,
        snapshots.theta,
        snapshots.vega,
        snapshots.rho
    from {{ ref('stg_swiftbolt__options_snapshots') }} as snapshots

    union all

    select
        'price_history' as feed,
        prices.capture_id as quote_id,
        prices.underlying_symbol_id,
        prices.contract_symbol,
        prices.expiry_date,
        prices.option_type,
        prices.strike_price,
        prices.captured_at,
        prices.bid_price,
        prices.ask_price,
        prices.mark_price,
        prices.last_price,
        null::numeric as underlying_price,
        prices.volume,
        prices.open_interest,
        prices.implied_volatility_ratio,
        prices.delta,
        prices.gamma,
        prices.theta,
        prices.vega,
        prices.rho
    from {{ ref('stg_swiftbolt__options_prices') }} as prices

)

select
    captures.feed,
    captures.quote_id,
    captures.underlying_symbol_id::text as native_id,
    captures.contract_symbol,
    {{ option_root('captures.contract_symbol', 'null::text') }} as contract_root,
    captures.expiry_date,
    captures.option_type as option_right,
    captures.strike_price,
    -- The platform prices every contract at 100 shares.
    100::numeric as multiplier,
    captures.captured_at,
    captures.bid_price,
    captures.ask_price,
    captures.mark_price,
    captures.last_price,
    captures.underlying_price,
    captures.volume,
    captures.open_interest,
    captures.implied_volatility_ratio,
    captures.delta,
    captures.gamma,
    captures.theta,
    captures.vega,
    captures.rho
from captures
