{{ config(
    materialized='replaced_tails',
    key='book_key',
    day_column='month_start',
    day_grain='month',
    follows=['int_performance_openings', 'int_daily_profit_account_days', 'int_executed_days'],
    change_key='book_key',
    indexes=[
        {'columns': ['book_key', 'month_start'], 'unique': true},
        {'columns': [
            'book_key', 'month_start', 'first_date', 'last_date', 'min_growth', 'equity_end_usd',
        ]},
    ]
) }}

-- Grain: one row per book and month with trades, fees or cash flows: a piece of the book's path
-- that joins exactly to the pieces before and after it (int_performance_lifetimes). It goes from
-- the first to the last such day; growth is relative to the day before it. Trading days without
-- activity in between are returns of 0 and are counted, never stored.
-- int_performance_books reads a few columns of all months, found in the second index alone.
with

{{ ledger_rows() }},

placed as (

    select
        ledger.*,
        date_trunc('month', ledger.series_date::timestamp)::date as month_start,
        calendar_days.trading_days,
        calendar_days.trading_days - calendar_days.is_trading_day::integer as trading_days_before,
        calendar_days.prior_trading_date
    from ledger
    left join {{ ref('int_calendar_days') }} as calendar_days
        on ledger.calendar = calendar_days.calendar
        and ledger.series_date = calendar_days.date_day

),

walked as (

    select
        *,
        {{ functions_schema() }}.product(1 + coalesce(daily_return, 0)) over path as growth,
        sum(net_pnl_usd) over path as net_usd,
        coalesce(trading_days_before - lag(trading_days) over path, 0) as idle_days,
        -- The days of the series next to this one, within the month.
        greatest(lag(series_date) over path, case
            when lag(series_date) over path is not null then prior_trading_date
        end) as day_before,
        greatest(
            case when lead(series_date) over path is not null then series_date end,
            lead(prior_trading_date) over path
        ) as day_until
    from placed
    window path as (partition by book_key, month_start order by series_date)

),

measured as (

    select
        *,
        case when equity_start_usd > 0 then idle_days else 0 end as idle_returns,
        max(growth) over path as peak_growth,
        max(net_usd) over path as peak_net_usd,
        sum(daily_return) over month_days / nullif(
            count(daily_return) over month_days
            + sum(case when equity_start_usd > 0 then idle_days else 0 end) over month_days, 0
        ) as mean_return
    from walked
    window
        path as (partition by book_key, month_start order by series_date),
        month_days as (
            partition by book_key, month_start order by series_date
            rows between unbounded preceding and unbounded following
        )

),

peaked as (

    select
        *,
        growth >= peak_growth * (1 - 1e-10) as is_peak
    from measured

)

select
    book_type,
    book_key,
    month_start,
    min(series_date) as first_date,
    max(series_date) as last_date,
    min(trading_days_before) as trading_days_before,
    max(trading_days) as trading_days_until,
    min(prior_trading_date) as prior_trading_date,
    count(*) + sum(idle_days)::bigint as series_days,
    {{ month_sums() }}
from peaked
group by book_type, book_key, month_start
