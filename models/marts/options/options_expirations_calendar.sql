{{ config(
    indexes=[
        {'columns': ['instrument_key', 'expiration_date'], 'unique': true},
        {'columns': ['expiration_date']},
    ]
) }}

-- Grain: one row per underlying and expiration date, with the newest chain of that expiration.
with

-- Running count of trading days: the difference of two days' counts is what lies between them.
trading_days as (

    select
        date_day,
        count(*) filter (where is_us_trading_day) over (order by date_day) as days_so_far
    from {{ ref('dim_dates') }}

)

select
    expirations.instrument_key,
    expirations.expiry_date as expiration_date,
    expirations.underlying_ticker as ticker,
    expirations.source_systems,
    expirations.expires_at,
    expirations.is_expired,
    case
        when not expirations.is_expired then expirations.expiry_date - clock.as_of_date
    end as days_to_expiry,
    case
        when not expirations.is_expired then expiry_days.days_so_far - clock_days.days_so_far
    end as trading_days_to_expiry,
    expirations.expiration_type,
    expirations.is_type_stated,
    expirations.is_standard,
    expirations.is_leap,

    -- newest chain
    chains.trade_date as chain_trade_date,
    chains.captured_at as chain_captured_at,
    chains.underlying_price as chain_underlying_price,
    coalesce(chains.contracts, 0) as contracts,
    coalesce(chains.strikes, 0) as strikes,
    chains.lowest_strike_price,
    chains.highest_strike_price,
    chains.open_interest,
    chains.call_open_interest,
    chains.put_open_interest,
    chains.put_open_interest / nullif(chains.call_open_interest, 0)
        as put_call_open_interest_ratio,
    chains.volume,
    chains.call_volume,
    chains.put_volume,
    chains.put_volume / nullif(chains.call_volume, 0) as put_call_volume_ratio,
    chains.implied_volatility_ratio as average_iv_ratio,

    clock.as_of,
    now() as refreshed_at
from {{ ref('int_option_expirations') }} as expirations
cross join {{ ref('clock') }} as clock
left join {{ ref('int_option_chains_latest') }} as chains
    on expirations.instrument_key = chains.instrument_key
    and expirations.expiry_date = chains.expiry_date
left join trading_days as expiry_days on expirations.expiry_date = expiry_days.date_day
left join trading_days as clock_days on clock.as_of_date = clock_days.date_day
