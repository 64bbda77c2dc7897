{{ config(
    materialized='replaced_tails',
    follows=['int_bar_months'],
    key='instrument_key',
    day_column='coverage_month',
    day_grain='month',
    defined_by=['int_due_bars'],
    indexes=[
        {
            'columns': ['instrument_key', 'timeframe', 'coverage_month', 'is_last_period'],
            'unique': true,
        },
    ]
) }}

-- depends_on: {{ ref('int_bar_months') }}, {{ ref('int_due_bars') }}
-- Grain: one row per instrument, timeframe and month with bars for its last period, and one for
-- those before it. A period (day, week or month) is of the month it ends in. The last one stands
-- alone, because it may still be running by the clock, which changes without a bar.
with

-- A bar of a day or longer stands for all of the session, and is one however many starts a feed has
-- stamped it with.
feeds as (

    select
        symbols.instrument_key,
        counts.source_system,
        counts.feed,
        counts.timeframe,
        counts.period_date,
        date_trunc('month', counts.period_end_date::timestamp)::date as coverage_month,
        min(instruments.calendar) as calendar,
        case
            when counts.timeframe in ('1d', '1w', '1mo') then 1
            else sum(counts.bars)
        end as bars,
        case
            when counts.timeframe in ('1d', '1w', '1mo') then 1
            else sum(coalesce((counts.session_bars ->> instruments.calendar)::bigint, 0))
        end as session_bars,
        min(counts.first_bar_at) as first_bar_at,
        max(counts.last_bar_at) as last_bar_at,
        max(counts.last_loaded_at) as last_loaded_at
    from {{ ref('int_bar_counts') }} as counts
    inner join {{ ref('int_bar_symbols') }} as symbols on counts.symbol_key = symbols.symbol_key
    inner join {{ ref('int_instrument_calendars') }} as instruments
        on symbols.instrument_key = instruments.instrument_key
    where
        counts.timeframe <> 'none'
        and {{ changed_tail('symbols.instrument_key', 'counts.period_end_date') }}
    group by
        symbols.instrument_key,
        counts.source_system,
        counts.symbol_key,
        counts.feed,
        counts.timeframe,
        counts.period_date,
        counts.period_end_date

),

origins as (

    select
        instrument_key,
        timeframe,
        coverage_month,
        array_agg(distinct source_system order by source_system) as source_systems,
        array_agg(distinct feed order by feed) as feeds
    from feeds
    group by instrument_key, timeframe, coverage_month

),

-- What the fullest feed of the period has.
periods as (

    select
        instrument_key,
        timeframe,
        coverage_month,
        period_date,
        min(calendar) as calendar,
        max(bars) as bars,
        max(session_bars) as session_bars,
        min(first_bar_at) as first_bar_at,
        max(last_bar_at) as last_bar_at,
        max(last_loaded_at) as last_loaded_at
    from feeds
    group by instrument_key, timeframe, coverage_month, period_date

),

judged as (

    select
        periods.*,
        due.period_end_date,
        due.period_number,
        due.expected_bars,
        due.expected_to_date,
        case
            when due.expected_bars is not null
                then least(periods.session_bars, due.expected_bars)
        end as present_bars,
        due.period_number - lag(due.period_number) over by_number - 1 as missed_periods,
        due.period_number is not null and lead(due.period_number) over by_number is null
            as is_last_period
    from periods
    left join {{ ref('int_expected_bars') }} as due
        on periods.calendar = due.calendar
        and periods.timeframe = due.timeframe
        and periods.period_date = due.period_date
    window by_number as (
        partition by periods.instrument_key, periods.timeframe, periods.coverage_month
        order by due.period_number nulls first
    )

),

pieces as (

    select
        instrument_key,
        timeframe,
        coverage_month,
        is_last_period,
        min(calendar) as calendar,
        min(first_bar_at) as first_bar_at,
        max(last_bar_at) as last_bar_at,
        max(last_loaded_at) as last_loaded_at,
        sum(bars)::bigint as bars,
        sum(present_bars)::bigint as present_bars,
        min(period_date) filter (where period_number is not null) as first_period_date,
        max(period_end_date) as last_period_end_date,
        min(period_number) as first_period_number,
        max(period_number) as last_period_number,
        min(expected_to_date - expected_bars)::bigint as expected_before,
        max(expected_to_date)::bigint as expected_to_last_bar,
        count(*) filter (where session_bars < expected_bars) as incomplete_periods,
        -- What is missed before the last period is between two pieces.
        count(*) filter (where missed_periods > 0 and not is_last_period) as gaps,
        max(missed_periods) filter (where not is_last_period) as longest_gap_periods,
        max(period_date) filter (where missed_periods > 0 and not is_last_period)
            as last_gap_ended_on
    from judged
    group by instrument_key, timeframe, coverage_month, is_last_period

)

select
    pieces.*,
    origins.source_systems,
    origins.feeds
from pieces
inner join origins
    on pieces.instrument_key = origins.instrument_key
    and pieces.timeframe = origins.timeframe
    and pieces.coverage_month = origins.coverage_month
