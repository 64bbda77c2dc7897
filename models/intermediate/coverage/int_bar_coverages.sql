-- Grain: one row per instrument and timeframe with bars: how many there are of those due.
-- Only periods that were over before the clock's day are judged: a running day is not a gap.
with

pieces as (

    select
        months.*,
        months.last_period_end_date < clock.as_of_date as is_over,
        months.first_period_number - lag(months.last_period_number) over (
            partition by months.instrument_key, months.timeframe
            order by months.first_period_number nulls first
        ) - 1 as missed_before
    from {{ ref('int_bar_coverage_months') }} as months
    cross join {{ ref('clock') }} as clock

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
        min(expected_before) filter (where is_over) as expected_before,
        max(expected_to_last_bar) filter (where is_over) as expected_to_last_bar,
        max(last_period_number) filter (where is_over) as last_period_number,
        sum(present_bars) filter (where is_over) as present_bars,
        sum(bars - coalesce(present_bars, 0)) as extra_bars,
        coalesce(sum(incomplete_periods) filter (where is_over), 0)::bigint as incomplete_periods,
        coalesce(
            sum(gaps + (coalesce(missed_before, 0) > 0)::integer) filter (where is_over), 0
        )::bigint as gaps,
        max(greatest(longest_gap_periods, missed_before)) filter (where is_over)
            as longest_gap_periods,
        max(
            coalesce(last_gap_ended_on, case when missed_before > 0 then first_period_date end)
        ) filter (where is_over) as last_gap_ended_on
    from pieces
    group by instrument_key, timeframe

),

listed as (

    select distinct
        instrument_key,
        timeframe,
        source_systems,
        feeds
    from {{ ref('int_bar_coverage_months') }}

),

origins as (

    select
        listed.instrument_key,
        listed.timeframe,
        array_agg(distinct systems.source_system order by systems.source_system)
            as source_systems,
        array_agg(distinct feeds.feed order by feeds.feed) as feeds
    from listed
    cross join lateral unnest(listed.source_systems) as systems (source_system)
    cross join lateral unnest(listed.feeds) as feeds (feed)
    group by listed.instrument_key, listed.timeframe

)

select
    summed.*,
    origins.source_systems,
    origins.feeds
from summed
inner join origins
    on summed.instrument_key = origins.instrument_key and summed.timeframe = origins.timeframe
