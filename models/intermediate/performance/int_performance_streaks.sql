-- Grain: one row per book and window: the longest runs of winning and of losing trades in close
-- order, ties broken by trade id. A flat trade ends both kinds of run.
with

-- The words of the days (see day_sums), one after the other.
histories as (

    select
        days.book_type,
        days.book_key,
        windows.window_name,
        string_agg(days.outcomes, '' order by days.series_date) as outcomes
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('int_performance_windows') }} as windows
        on days.series_date >= windows.starts_on
    where days.outcomes is not null
    group by days.book_type, days.book_key, windows.window_name

)

select
    histories.book_type,
    histories.book_key,
    histories.window_name,
    (
        select max(length(runs.run))::bigint
        from string_to_table(translate(histories.outcomes, 'lf', '  '), ' ') as runs (run)
    ) as max_consecutive_wins,
    (
        select max(length(runs.run))::bigint
        from string_to_table(translate(histories.outcomes, 'wf', '  '), ' ') as runs (run)
    ) as max_consecutive_losses
from histories
