{{ config(
    materialized='replaced_days',
    feed=[
        'swiftbolt_bars',
        'swiftbolt_intraday_bars',
        'mastertrade_bars',
        'mastertrade_index_bars',
        'schwab_bars',
        'patriot_bars',
    ],
    day_column='bar_date',
    change_key='symbol_key',
    indexes=[
        {'columns': ['symbol_key', 'bar_date', 'timeframe', 'feed'], 'unique': true},
        {'columns': ['symbol_key', 'period_end_date']},
        {'columns': ['bar_date']},
    ]
) }}

-- Grain: one row per platform, native id of a symbol, timeframe, feed and day with bars up to the
-- clock: how many there are, and how many of them each calendar's session touches.
-- Under the platform's own id, so that nothing found out later about a symbol changes a row.
with

-- Bars of one start are one bar, whatever stamps a feed has loaded it with.
starts as (

    select
        bars.source_system,
        bars.native_id,
        coalesce(bars.timeframe, 'none') as timeframe,
        bars.feed,
        bars.bar_start_at,
        (bars.bar_start_at at time zone 'UTC')::date as bar_date,
        max(bars.loaded_at) as loaded_at
    from {{ ref('int_bar_starts') }} as bars
    cross join {{ ref('clock') }} as clock
    where
        bars.native_id is not null
        and bars.bar_start_at <= clock.as_of
        and {{ touched_moments('bars.bar_start_at') }}
    group by
        bars.source_system,
        bars.native_id,
        coalesce(bars.timeframe, 'none'),
        bars.feed,
        bars.bar_start_at

),

counted as (

    select
        source_system,
        native_id,
        timeframe,
        feed,
        bar_date,
        count(*) as bars,
        min(bar_start_at) as first_bar_at,
        max(bar_start_at) as last_bar_at,
        max(loaded_at) as last_loaded_at
    from starts
    group by source_system, native_id, timeframe, feed, bar_date

),

days as materialized (

    select
        calendar,
        market_date,
        opens_at,
        closes_at
    from {{ ref('int_market_days') }}
    where opens_at is not null and {{ touched('market_date') }}

),

-- Which calendar a symbol follows is not known here.
in_session as (

    select
        starts.source_system,
        starts.native_id,
        starts.timeframe,
        starts.feed,
        starts.bar_date,
        days.calendar,
        count(*) as bars
    from starts
    inner join days
        on starts.bar_date = days.market_date
        and starts.bar_start_at < days.closes_at
        and starts.bar_start_at + case
            when starts.timeframe in ('1m', '5m', '15m', '30m', '1h', '4h')
                then starts.timeframe::interval
        end > days.opens_at
    group by
        starts.source_system,
        starts.native_id,
        starts.timeframe,
        starts.feed,
        starts.bar_date,
        days.calendar

),

sessions as (

    select
        source_system,
        native_id,
        timeframe,
        feed,
        bar_date,
        jsonb_object_agg(calendar, bars) as session_bars
    from in_session
    group by source_system, native_id, timeframe, feed, bar_date

)

select
    counted.source_system || ' ' || counted.native_id as symbol_key,
    counted.source_system,
    counted.native_id,
    counted.timeframe,
    counted.feed,
    counted.bar_date,
    case counted.timeframe
        when '1w' then date_trunc('week', counted.bar_date::timestamp)::date
        when '1mo' then date_trunc('month', counted.bar_date::timestamp)::date
        else counted.bar_date
    end as period_date,
    case counted.timeframe
        when '1w' then date_trunc('week', counted.bar_date::timestamp)::date + 6
        when '1mo'
            then (date_trunc('month', counted.bar_date::timestamp) + interval '1 month')::date - 1
        else counted.bar_date
    end as period_end_date,
    counted.bars,
    sessions.session_bars,
    counted.first_bar_at,
    counted.last_bar_at,
    counted.last_loaded_at
from counted
left join sessions
    on counted.source_system = sessions.source_system
    and counted.native_id = sessions.native_id
    and counted.timeframe = sessions.timeframe
    and counted.feed = sessions.feed
    and counted.bar_date = sessions.bar_date
