-- Grain: one row per underlying and expiration date: its chain on the last day it was captured.
-- Expirations are captured at different moments: each has its own newest day.
with

newest_days as (

    select
        instrument_key,
        expiry_date,
        max(trade_date) as trade_date
    from {{ ref('int_option_days') }}
    group by instrument_key, expiry_date

)

select
    days.instrument_key,
    days.expiry_date,
    days.trade_date,
    max(days.captured_at) as captured_at,
    count(*) as contracts,
    count(distinct days.strike_price) as strikes,
    min(days.strike_price) as lowest_strike_price,
    max(days.strike_price) as highest_strike_price,
    sum(days.open_interest) as open_interest,
    sum(days.open_interest) filter (where days.option_right = 'call') as call_open_interest,
    sum(days.open_interest) filter (where days.option_right = 'put') as put_open_interest,
    sum(days.volume) as volume,
    sum(days.volume) filter (where days.option_right = 'call') as call_volume,
    sum(days.volume) filter (where days.option_right = 'put') as put_volume,
    sum(days.implied_volatility_ratio * days.open_interest)
    / nullif(
        sum(days.open_interest) filter (where days.implied_volatility_ratio is not null), 0
    ) as implied_volatility_ratio,
    (
        array_agg(
            days.underlying_price order by days.captured_at desc, days.contract_key asc
        ) filter (where days.underlying_price is not null)
    )[1] as underlying_price
from {{ ref('int_option_days') }} as days
inner join newest_days
    on days.instrument_key = newest_days.instrument_key
    and days.expiry_date = newest_days.expiry_date
    and days.trade_date = newest_days.trade_date
group by days.instrument_key, days.expiry_date, days.trade_date
