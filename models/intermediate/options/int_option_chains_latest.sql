-- Grain: one row per underlying and expiration date: its chain in a week up to its newest capture.
-- Expirations are captured at different moments, and a feed may capture single contracts: each
-- contract counts with what was told of it last. Volumes are those of the newest day alone.
with

newest_days as (

    select
        instrument_key,
        expiry_date,
        max(trade_date) as newest_date
    from {{ ref('int_option_days') }}
    group by instrument_key, expiry_date

),

captured as (

    select
        days.*,
        newest_days.newest_date,
        days.trade_date = newest_days.newest_date as is_newest_day,
        -- A capture that does not tell the open interest takes no place from one that does.
        row_number() over (
            partition by days.instrument_key, days.expiry_date, days.contract_key
            order by (days.open_interest is null) asc, days.trade_date desc
        ) = 1 as is_told_last
    from {{ ref('int_option_days') }} as days
    inner join newest_days
        on days.instrument_key = newest_days.instrument_key
        and days.expiry_date = newest_days.expiry_date
        and days.trade_date > newest_days.newest_date - 7

)

select
    instrument_key,
    expiry_date,
    newest_date as trade_date,
    max(captured_at) as captured_at,
    count(*) filter (where is_told_last) as contracts,
    count(distinct strike_price) as strikes,
    min(strike_price) as lowest_strike_price,
    max(strike_price) as highest_strike_price,
    sum(open_interest) filter (where is_told_last) as open_interest,
    sum(open_interest) filter (where is_told_last and option_right = 'call')
        as call_open_interest,
    sum(open_interest) filter (where is_told_last and option_right = 'put') as put_open_interest,
    sum(volume) filter (where is_newest_day) as volume,
    sum(volume) filter (where is_newest_day and option_right = 'call') as call_volume,
    sum(volume) filter (where is_newest_day and option_right = 'put') as put_volume,
    sum(implied_volatility_ratio * open_interest) filter (where is_told_last)
    / nullif(
        sum(open_interest) filter (where is_told_last and implied_volatility_ratio is not null), 0
    ) as implied_volatility_ratio,
    (
        array_agg(underlying_price order by captured_at desc, contract_key asc)
        filter (where underlying_price is not null)
    )[1] as underlying_price
from captured
group by instrument_key, expiry_date, newest_date
