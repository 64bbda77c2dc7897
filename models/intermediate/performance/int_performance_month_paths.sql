-- Grain: one row per book and month of int_performance_months, with what came before it on the
-- book's whole path. Growth and results count from the start of the book.
with

placed as (

    select
        months.*,
        books.annualization_days,
        books.first_date as book_first_date,
        books.last_date as book_last_date,
        -- Trading days since the month before, and after the last one up to the end of the series.
        coalesce(months.trading_days_before - lag(months.trading_days_until) over path, 0)
        + case
            when lead(months.month_start) over path is null
                then greatest(ends.trading_days - months.trading_days_until, 0)
            else 0
        end as idle_days,
        case
            when lag(months.equity_end_usd) over path > 0
                then months.trading_days_before - lag(months.trading_days_until) over path
            else 0
        end + case
            when lead(months.month_start) over path is null and months.equity_end_usd > 0
                then greatest(ends.trading_days - months.trading_days_until, 0)
            else 0
        end as idle_returns,
        -- The days of the series next to the month's first and last one.
        case
            when lag(months.last_date) over path is not null
                then greatest(lag(months.last_date) over path, months.prior_trading_date)
        end as day_before,
        coalesce(
            greatest(
                case when lead(months.month_start) over path is not null then months.last_date end,
                lead(months.prior_trading_date) over path
            ),
            greatest(
                months.last_date,
                least(
                    books.last_date,
                    case when ends.is_trading_day then ends.date_day else ends.prior_trading_date end
                )
            )
        ) as day_until,
        count(*) filter (where months.trades > months.first_wins) over path as win_group,
        count(*) filter (where months.trades > months.first_losses) over path as loss_group
    from {{ ref('int_performance_months') }} as months
    inner join {{ ref('int_performance_books') }} as books on months.book_key = books.book_key
    left join {{ ref('int_calendar_days') }} as ends
        on books.calendar = ends.calendar and books.last_date = ends.date_day
    where not books.is_wiped_out
    window path as (partition by months.book_key order by months.month_start)

),

carried as (

    select
        *,
        coalesce({{ functions_schema() }}.product(growth) over before, 1) as growth_before,
        coalesce(sum(net_pnl_usd) over before, 0) as net_before_usd,
        -- A run that reaches the end of the month: all of it in months that were won altogether.
        sum(last_wins) over (partition by book_key, win_group order by month_start) as wins_until,
        sum(last_losses) over (partition by book_key, loss_group order by month_start)
            as losses_until
    from placed
    window before as (
        partition by book_key order by month_start rows between unbounded preceding and 1 preceding
    )

)

select
    *,
    greatest(1, max(growth_before * max_growth) over before) as peak_growth_before,
    greatest(0, max(net_before_usd + max_net_usd) over before) as peak_net_before_usd,
    coalesce(lag(wins_until) over path, 0) as wins_before,
    coalesce(lag(losses_until) over path, 0) as losses_before
from carried
window
    path as (partition by book_key order by month_start),
    before as (
        partition by book_key order by month_start rows between unbounded preceding and 1 preceding
    )
