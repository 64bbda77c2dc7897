-- Grain: one row per account: its results over its life, the last 30 and the last 7 days. Growth is
-- the exponential of summed logarithms; a curve that falls to nothing stays just above it.
with

accounts as (

    select distinct on (account_id)
        account_id,
        starting_balance as opening_equity,
        status = 'Active' as is_open
    from {accounts}
    order by account_id, ingestion_timestamp desc nulls last, id desc

),

totals as (

    select
        account_id,
        min(trade_date) as first_date,
        max(trade_date) as last_date,
        max(last_closed_at) as last_trade_at,
        {totals}
    from {account_days}
    group by account_id

),

books as (

    select
        accounts.account_id,
        accounts.opening_equity,
        totals.first_date,
        case
            when accounts.is_open then greatest(totals.last_date, date '{today}')
            else totals.last_date
        end as last_date
    from accounts
    join totals on accounts.account_id = totals.account_id

),

-- Working days from the first to the last one, and weekends with trades.
calendar as (

    select
        books.account_id,
        books.opening_equity,
        cast(generated.moment as date) as day
    from books
    cross join {calendar} as generated (moment)

),

ledger as (

    select
        calendar.account_id,
        calendar.day,
        coalesce(days.net_pnl, 0) as net_pnl,
        calendar.opening_equity + coalesce(sum(days.net_pnl) over (
            partition by calendar.account_id order by calendar.day
            rows between unbounded preceding and 1 preceding
        ), 0) as equity_start
    from calendar
    left join {account_days} as days
        on calendar.account_id = days.account_id and calendar.day = days.trade_date
    where days.account_id is not null or extract(isodow from calendar.day) < 6

),

returns as (

    select
        account_id,
        day,
        day > date '{today}' - 30 as is_recent,
        day > date '{today}' - 365 as is_of_the_year,
        net_pnl,
        case
            when equity_start > 0
                then cast(net_pnl as double precision) / cast(equity_start as double precision)
        end as daily_return
    from ledger

),

paths as (

    select
        *,
        exp(sum(ln(greatest(1 + coalesce(daily_return, 0), 1e-12))) over path) as growth,
        sum(net_pnl) over path as earned,
        exp(sum(ln(greatest(1 + coalesce(daily_return, 0), 1e-12))) over recent) as growth_30d,
        sum(net_pnl) over recent as earned_30d
    from returns
    window
        path as (partition by account_id order by day),
        recent as (partition by account_id, is_recent order by day)

),

peaks as (

    select
        *,
        1 - growth / greatest(1, max(growth) over path) as drawdown,
        greatest(0, max(earned) over path) - earned as drawdown_usd,
        1 - growth_30d / greatest(1, max(growth_30d) over recent) as drawdown_30d,
        greatest(0, max(earned_30d) over recent) - earned_30d as drawdown_usd_30d,
        row_number() over year as place,
        count(daily_return) over whole_year as returns_of_the_year
    from paths
    window
        path as (partition by account_id order by day),
        recent as (partition by account_id, is_recent order by day),
        year as (partition by account_id, is_of_the_year order by daily_return nulls last),
        whole_year as (partition by account_id, is_of_the_year)

),

falls as (

    select
        *,
        day - coalesce(
            max(day) filter (where drawdown <= 1e-10) over path, min(day) over path - 1
        ) as days_below,
        day - coalesce(
            max(day) filter (where drawdown_30d <= 1e-10) over recent, min(day) over recent - 1
        ) as days_below_30d
    from peaks
    window
        path as (partition by account_id order by day),
        recent as (partition by account_id, is_recent order by day)

),

risks as (

    select
        account_id,
        {risks}
    from falls
    group by account_id

)

select
    accounts.account_id,
    accounts.opening_equity,
    accounts.opening_equity + coalesce(totals.net_pnl, 0) as equity,
    totals.first_date,
    totals.last_trade_at,
    {columns}
from accounts
left join totals on accounts.account_id = totals.account_id
left join risks on accounts.account_id = risks.account_id
