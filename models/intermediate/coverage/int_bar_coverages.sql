-- Grain: one row per instrument and timeframe with bars: how many there are of those due.
-- Only periods that were over before the clock's day are judged: a running day is not a gap.
with

periods as (

    select
        present.*,
        due.expected_bars,
        due.expected_to_date,
        due.period_number,
        due.period_end_date < clock.as_of_date as is_over,
        lag(due.period_number) over (
            partition by present.instrument_key, present.timeframe
            order by due.period_number nulls first
        ) as previous_period_number
    from {{ ref('int_bar_periods') }} as present
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_expected_bars') }} as due
        on present.calendar = due.calendar
        and present.timeframe = due.timeframe
        and present.period_date = due.period_date

),

summed as (

    select
        instrument_key,
        timeframe,
        min(calendar) as calendar,
        min(first_bar_at) as first_bar_at,
        max(last_bar_at) as last_bar_at,
        sum(bars) as bars,
        max(last_loaded_at) as last_loaded_at,
        min(expected_to_date - expected_bars) filter (where is_over) as expected_before,
        max(expected_to_date) filter (where is_over) as expected_to_last_bar,
        max(period_number) filter (where is_over) as last_period_number,
        sum(least(session_bars, expected_bars)) filter (where is_over) as present_bars,
        sum(bars - coalesce(least(session_bars, expected_bars), 0)) as extra_bars,
        count(*) filter (where is_over and session_bars < expected_bars) as incomplete_periods,
        count(*) filter (where is_over and period_number - previous_period_number > 1) as gaps,
        max(period_number - previous_period_number - 1) filter (where is_over)
            as longest_gap_periods,
        max(period_date) filter (
            where is_over and period_number - previous_period_number > 1
        ) as last_gap_ended_on
    from periods
    group by instrument_key, timeframe

),

origins as (

    select
        present.instrument_key,
        present.timeframe,
        array_agg(distinct systems.source_system order by systems.source_system)
            as source_systems,
        array_agg(distinct feeds.feed order by feeds.feed) as feeds
    from {{ ref('int_bar_periods') }} as present
    cross join lateral unnest(present.source_systems) as systems (source_system)
    cross join lateral unnest(present.feeds) as feeds (feed)
    group by present.instrument_key, present.timeframe

)

select
    summed.*,
    origins.source_systems,
    origins.feeds
from summed
inner join origins
    on summed.instrument_key = origins.instrument_key and summed.timeframe = origins.timeframe
