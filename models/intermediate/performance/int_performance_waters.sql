-- Grain: one row per book whose lifetime is joined from months: the longest time its curve was
-- below a peak. A day of a month is at a peak of the lifetime if it is at one of its month and not
-- below the peaks of the months before.
with

peaks as (

    select
        months.book_key,
        months.book_first_date,
        peaks.peak_date,
        coalesce(peaks.day_before, months.day_before) as day_before,
        coalesce(peaks.day_until, months.day_until) as day_until
    from {{ ref('int_performance_month_paths') }} as months
    cross join
        lateral unnest(
            months.peak_growths,
            months.peak_dates,
            months.days_before_peaks,
            months.days_until_peaks
        ) as peaks (growth, peak_date, day_before, day_until)
    where
        months.growth_before * months.max_growth >= months.peak_growth_before * (1 - 1e-10)
        and months.growth_before * peaks.growth >= months.peak_growth_before * (1 - 1e-10)

),

spans as (

    select
        book_key,
        day_until,
        day_before - coalesce(
            lag(day_until) over (partition by book_key order by peak_date), book_first_date - 1
        ) as days_below
    from peaks

)

select
    book_key,
    max(days_below) as longest_days_below,
    max(day_until) as last_peak_date
from spans
group by book_key
