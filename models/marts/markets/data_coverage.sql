{{ config(
    indexes=[
        {'columns': ['instrument_key', 'timeframe'], 'unique': true},
        {'columns': ['ticker']},
    ]
) }}

-- Grain: one row per instrument and timeframe with bars, a claimed coverage or a backfill.
-- Only periods that were over before the clock's day are judged: a running day is not a gap.
with

keyed as (

    select
        coalesce(summed.instrument_key, states.instrument_key) as instrument_key,
        coalesce(summed.timeframe, states.timeframe) as timeframe,
        summed.calendar,
        summed.source_systems,
        summed.feeds,
        summed.first_bar_at,
        summed.last_bar_at,
        coalesce(summed.bars, 0) as bars,
        summed.last_loaded_at,
        summed.expected_before,
        summed.expected_to_last_bar,
        summed.last_period_number,
        summed.present_bars,
        case when summed.calendar is not null then summed.extra_bars end as extra_bars,
        summed.incomplete_periods,
        summed.gaps,
        coalesce(summed.longest_gap_periods, 0) as longest_gap_periods,
        summed.last_gap_ended_on,
        states.covered_from_at,
        states.covered_to_at,
        states.reported_last_load_at,
        states.last_load_at,
        states.last_failure_at,
        states.backfill_status,
        states.backfill_requested_at,
        states.backfill_changed_at,
        states.backfill_bars
    from {{ ref('int_bar_coverages') }} as summed
    full join {{ ref('int_load_states') }} as states
        on summed.instrument_key = states.instrument_key
        and summed.timeframe = states.timeframe

),

-- What has stopped trading owes nothing after its last bar, an option nothing after its expiry.
ending as (

    select
        keyed.*,
        instruments.ticker,
        instruments.asset_class,
        instruments.is_active and coalesce(instruments.expiry_date >= clock.as_of_date, true)
            as is_trading,
        due.expected_to_date as expected_to_end,
        due.period_number as end_period_number,
        clock.as_of
    from keyed
    inner join {{ ref('dim_instruments') }} as instruments
        on keyed.instrument_key = instruments.instrument_key
    cross join {{ ref('clock') }} as clock
    left join lateral (
        select
            calendar_periods.expected_to_date,
            calendar_periods.period_number
        from {{ ref('int_expected_bars') }} as calendar_periods
        where
            calendar_periods.calendar = keyed.calendar
            and calendar_periods.timeframe = keyed.timeframe
            and calendar_periods.period_date < clock.as_of_date
            and calendar_periods.period_end_date < clock.as_of_date
            and calendar_periods.period_date <= coalesce(instruments.expiry_date, 'infinity')
        order by calendar_periods.period_date desc
        limit 1
    ) as due on true

),

measured as (

    select
        *,
        case
            when expected_to_last_bar is null then null
            when is_trading or expected_to_last_bar > expected_to_end
                then greatest(expected_to_end, expected_to_last_bar) - expected_before
            else expected_to_last_bar - expected_before
        end as expected_bars,
        case
            when last_period_number is null then null
            when is_trading then greatest(end_period_number - last_period_number, 0)
            else 0
        end as periods_behind
    from ending

)

select
    instrument_key,
    timeframe,
    ticker,
    asset_class,
    calendar,
    is_trading,
    source_systems,
    feeds,
    first_bar_at,
    last_bar_at,
    as_of - last_bar_at as last_bar_age,
    bars::bigint as bars,
    expected_bars::bigint as expected_bars,
    present_bars::bigint as present_bars,
    (expected_bars - present_bars)::bigint as missing_bars,
    extra_bars::bigint as extra_bars,
    present_bars / nullif(expected_bars, 0) as coverage_ratio,
    gaps,
    case when gaps is not null then longest_gap_periods end as longest_gap_periods,
    last_gap_ended_on,
    incomplete_periods,
    periods_behind,
    last_loaded_at,
    last_load_at,
    reported_last_load_at,
    last_failure_at,
    coalesce(last_failure_at > coalesce(last_load_at, '-infinity'), false) as is_failing,
    covered_from_at,
    covered_to_at,
    covered_from_at < coalesce(first_bar_at, 'infinity')
    or covered_to_at > coalesce(last_bar_at, '-infinity') as is_overclaimed,
    backfill_status,
    backfill_requested_at,
    backfill_changed_at,
    backfill_bars,
    as_of,
    now() as refreshed_at
from measured
