-- Volume of a day, added up once by right and once by expiration, over days on which every
-- expiration of the underlying that was captured then has its newest chain. Open interest of the
-- expirations also has contracts that were last captured some days before.
with

by_right as (

    select
        instrument_key,
        trade_date,
        sum(volume) as volume,
        sum(open_interest) as open_interest
    from {{ ref('options_volume_analysis') }}
    group by instrument_key, trade_date

),

by_expiration as (

    select
        instrument_key,
        chain_trade_date as trade_date,
        sum(volume) as volume,
        sum(open_interest) as open_interest
    from {{ ref('options_expirations_calendar') }}
    where chain_trade_date is not null
    group by instrument_key, chain_trade_date

),

newest as (

    select
        instrument_key,
        max(trade_date) as trade_date
    from by_right
    group by instrument_key

)

select
    by_right.instrument_key,
    by_right.trade_date,
    by_right.volume as volume_by_right,
    by_expiration.volume as volume_by_expiration
from newest
inner join by_right
    on newest.instrument_key = by_right.instrument_key
    and newest.trade_date = by_right.trade_date
left join by_expiration
    on newest.instrument_key = by_expiration.instrument_key
    and newest.trade_date = by_expiration.trade_date
where
    by_right.volume is distinct from by_expiration.volume
    or by_right.open_interest > coalesce(by_expiration.open_interest, 0)
