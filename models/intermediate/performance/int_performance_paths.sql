-- Grain: one row per book and window of days: everything that depends on the order of the days.
-- A lifetime is here only where it can't be joined from months (int_performance_lifetimes).
-- A day without a return (no equity before it) neither grows nor shrinks the curve.
with

days as (

    select
        series.*,
        windows.window_name,
        {{ functions_schema() }}.product(1 + coalesce(series.daily_return, 0)) over path as growth,
        sum(series.net_pnl_usd) over path as cumulative_net_usd
    from {{ ref('int_performance_series') }} as series
    inner join {{ ref('int_performance_windows') }} as windows
        on
        series.series_date >= windows.starts_on
        and (windows.window_name <> 'lifetime' or series.is_wiped_out)
    window path as (
        partition by series.book_type, series.book_key, windows.window_name
        order by series.series_date
    )

),

-- The start of a window counts as a peak.
peaks as (

    select
        *,
        greatest(1, max(growth) over path) as peak_growth,
        greatest(0, max(cumulative_net_usd) over path) as peak_net_usd,
        lag(series_date) over path is null as is_first,
        lead(series_date) over path is null as is_last
    from days
    window path as (partition by book_type, book_key, window_name order by series_date)

),

falls as (

    select
        *,
        case when peak_growth > 0 then 1 - growth / peak_growth end as drawdown_ratio,
        peak_net_usd - cumulative_net_usd as drawdown_usd,
        -- Days since the curve last stood at a peak; before the first one, since the day before.
        series_date - coalesce(
            max(series_date) filter (where growth >= peak_growth * (1 - 1e-10)) over path,
            min(series_date) over path - 1
        ) as days_under_water
    from peaks
    window path as (partition by book_type, book_key, window_name order by series_date)

)

select
    book_type,
    book_key,
    window_name,
    max(annualization_days) as annualization_days,
    min(series_date) as first_date,
    max(series_date) as last_date,
    count(*) as series_days,
    count(*) filter (where trades > 0) as days_with_trades,
    count(daily_return) as returns,
    sum(net_pnl_usd) as net_pnl_usd,
    sum(flow_usd) as flow_usd,
    max(equity_start_usd) filter (where is_first) as equity_start_usd,
    max(equity_end_usd) filter (where is_last) as equity_end_usd,
    max(growth) filter (where is_last) as growth,
    avg(daily_return) as mean_return,
    -- Equal returns have no deviation at all, whatever rounding says.
    case when min(daily_return) = max(daily_return) then 0 else stddev_samp(daily_return) end
        as return_deviation,
    sqrt(avg(least(daily_return, 0) ^ 2) filter (where daily_return is not null))
        as downside_deviation,
    max(drawdown_ratio) as max_drawdown_ratio,
    max(drawdown_usd) as max_drawdown_usd,
    max(drawdown_ratio) filter (where is_last) as current_drawdown_ratio,
    max(drawdown_usd) filter (where is_last) as current_drawdown_usd,
    max(days_under_water) as longest_drawdown_days
from falls
group by book_type, book_key, window_name
