{{ config(
    indexes=[{'columns': ['account_key'], 'unique': true}]
) }}

-- Grain: one row per account that closed a trade within the 30 days up to the clock's.
with

trades as (

    select
        details.*,
        details.opened_at at time zone 'UTC' as opened_utc
    from {{ ref('int_trade_details') }} as details
    -- A value that is known before the scan begins, so that older partitions are not read.
    where
        details.is_closing
        and details.trade_date > (select clock.as_of_date - 30 from {{ ref('clock') }} as clock)

),

instruments as (

    select
        account_key,
        instrument_key,
        min(ticker) as ticker,
        count(*) as trades,
        row_number() over (
            partition by account_key
            order by count(*) desc, instrument_key asc
        ) as position
    from trades
    where instrument_key is not null
    group by account_key, instrument_key

),

hours as (

    select
        account_key,
        extract(hour from opened_utc)::integer as hour_number,
        count(*) as trades,
        row_number() over (
            partition by account_key
            order by count(*) desc, extract(hour from opened_utc) asc
        ) as position
    from trades
    where opened_utc is not null
    group by account_key, extract(hour from opened_utc)

),

habits as (

    select
        account_key,
        count(*) as trades,
        count(distinct trade_date) as days_with_trades,
        count(distinct instrument_key) as instruments_traded,
        count(opened_utc) as trades_with_known_opening,
        count(*) filter (where direction = 'long') as long_trades,
        count(direction) as directed_trades,
        avg(holding_hours) as avg_holding_hours,
        percentile_cont(0.5) within group (order by holding_hours) as median_holding_hours,
        avg(volume_usd) as avg_trade_volume_usd,
        avg(has_stop_loss::integer) as stop_loss_ratio,
        avg(has_take_profit::integer) as take_profit_ratio
    from trades
    group by account_key

)

select
    habits.account_key,
    accounts.owner_key,
    accounts.source_system,
    accounts.environment,

    -- how often
    habits.trades,
    habits.days_with_trades,
    habits.trades::numeric / habits.days_with_trades as trades_per_trading_day,

    -- what
    habits.instruments_traded,
    instruments.instrument_key as favourite_instrument_key,
    instruments.ticker as favourite_ticker,
    instruments.trades::numeric / habits.trades as favourite_instrument_ratio,
    habits.long_trades::numeric / nullif(habits.directed_trades, 0) as long_ratio,
    habits.avg_trade_volume_usd,

    -- when
    hours.hour_number as favourite_hour_utc,
    hours.trades::numeric / nullif(habits.trades_with_known_opening, 0) as favourite_hour_ratio,
    habits.avg_holding_hours,
    habits.median_holding_hours::numeric as median_holding_hours,

    -- how carefully
    habits.stop_loss_ratio,
    habits.take_profit_ratio,

    clock.as_of,
    now() as refreshed_at
from habits
cross join {{ ref('clock') }} as clock
inner join {{ ref('dim_accounts') }} as accounts
    on habits.account_key = accounts.account_key
left join instruments
    on habits.account_key = instruments.account_key and instruments.position = 1
left join hours
    on habits.account_key = hours.account_key and hours.position = 1
