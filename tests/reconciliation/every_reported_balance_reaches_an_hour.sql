{{ config(tags=['whole_history']) }}

-- No reading is lost or doubled on its way into the hours: per platform, the readings of all hours
-- are the readings there are of known accounts, and no hour's extremes are beyond theirs.
with

read as (

    select
        readings.source_system,
        count(*) as readings,
        min(readings.balance_usd) as min_balance_usd,
        max(readings.balance_usd) as max_balance_usd
    from {{ ref('int_balance_readings') }} as readings
    inner join {{ ref('int_account_labels') }} as labels
        on readings.account_key = labels.account_key
    where
        readings.read_at <= (
            select max(hours.as_of) from {{ ref('portfolio_snapshots_hourly') }} as hours
        )
    group by readings.source_system

),

rolled_up as (

    select
        source_system,
        sum(readings) as readings,
        min(min_balance_usd) as min_balance_usd,
        max(max_balance_usd) as max_balance_usd
    from {{ ref('portfolio_snapshots_hourly') }}
    group by source_system

)

select
    coalesce(read.source_system, rolled_up.source_system) as source_system,
    read.readings as readings_read,
    rolled_up.readings as readings_rolled_up
from read
full join rolled_up on read.source_system = rolled_up.source_system
where
    coalesce(read.readings, 0) <> coalesce(rolled_up.readings, 0)
    or round(coalesce(read.min_balance_usd, 0) - coalesce(rolled_up.min_balance_usd, 0), 6) <> 0
    or round(coalesce(read.max_balance_usd, 0) - coalesce(rolled_up.max_balance_usd, 0), 6) <> 0
