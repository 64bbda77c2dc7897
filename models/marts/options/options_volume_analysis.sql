{{ config(
    indexes=[
        {'columns': ['instrument_key', 'trade_date', 'put_call'], 'unique': true},
        {'columns': ['trade_date', 'volume']},
    ]
) }}

-- Grain: one row per underlying, New York trading day and right.
-- Each contract counts once a day: captures and feeds are not added up.
with

sides as (

    select
        instrument_key,
        underlying_ticker,
        trade_date,
        option_right,
        count(*) as contracts,
        count(*) filter (where volume > 0) as contracts_traded,
        sum(volume) as volume,
        sum(open_interest) as open_interest,
        sum(implied_volatility_ratio * volume)
        / nullif(sum(volume) filter (where implied_volatility_ratio is not null), 0)
            as volume_weighted_iv_ratio,
        sum(implied_volatility_ratio * open_interest)
        / nullif(sum(open_interest) filter (where implied_volatility_ratio is not null), 0)
            as open_interest_weighted_iv_ratio,
        avg(implied_volatility_ratio) as mean_iv_ratio,
        sum(volume * mark_price * multiplier) as premium_traded_usd,
        sum(volume) filter (where expiry_date - trade_date <= 7) as volume_within_7d,
        min(captured_at) as first_captured_at,
        max(captured_at) as last_captured_at,
        array_agg(distinct source_system order by source_system) as source_systems
    from {{ ref('int_option_days') }}
    group by instrument_key, underlying_ticker, trade_date, option_right

),

compared as (

    select
        sides.*,
        sum(volume) filter (where option_right = 'put') over both_sides as put_volume,
        sum(volume) filter (where option_right = 'call') over both_sides as call_volume,
        sum(open_interest) filter (where option_right = 'put') over both_sides as put_interest,
        sum(open_interest) filter (where option_right = 'call') over both_sides as call_interest
    from sides
    window both_sides as (partition by instrument_key, trade_date)

)

select
    compared.instrument_key,
    compared.trade_date,
    compared.option_right as put_call,
    compared.underlying_ticker as ticker,
    compared.source_systems,
    compared.contracts,
    compared.contracts_traded,
    compared.volume,
    compared.volume_within_7d,
    compared.premium_traded_usd,
    compared.open_interest,
    compared.volume / nullif(compared.open_interest, 0) as volume_open_interest_ratio,
    compared.volume_weighted_iv_ratio as average_iv_ratio,
    compared.open_interest_weighted_iv_ratio,
    compared.mean_iv_ratio,
    compared.put_volume / nullif(compared.call_volume, 0) as put_call_volume_ratio,
    compared.put_interest / nullif(compared.call_interest, 0) as put_call_open_interest_ratio,
    compared.first_captured_at,
    compared.last_captured_at,
    clock.as_of,
    now() as refreshed_at
from compared
cross join {{ ref('clock') }} as clock
