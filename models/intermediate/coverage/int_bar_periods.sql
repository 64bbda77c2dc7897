{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['instrument_key', 'timeframe', 'period_date'], 'unique': true}]
) }}

-- Grain: one row per instrument, timeframe and period (day, week or month) with bars: what the
-- fullest feed of the period has.
with

sessions as (

    select
        instruments.source_system,
        instruments.native_symbol,
        instruments.instrument_key,
        sessions.calendar
    from {{ ref('int_instruments_resolved') }} as instruments
    left join {{ ref('trading_sessions') }} as sessions
        on instruments.asset_class = sessions.asset_class

),

-- Bars of one start are one bar, whatever stamps a feed has loaded it with.
feeds as (

    select
        sessions.instrument_key,
        sessions.calendar,
        bars.timeframe,
        case bars.timeframe
            when '1w' then date_trunc('week', bars.bar_start_at at time zone 'UTC')::date
            when '1mo' then date_trunc('month', bars.bar_start_at at time zone 'UTC')::date
            else (bars.bar_start_at at time zone 'UTC')::date
        end as period_date,
        bars.source_system,
        bars.feed,
        count(distinct bars.bar_start_at) as bars,
        -- In the session, or on a trading day where bars span it all.
        count(distinct bars.bar_start_at) filter (
            where case
                when bars.timeframe in ('1w', '1mo') then true
                when bars.timeframe = '1d' then days.market_date is not null
                else
                    bars.bar_start_at < days.closes_at
                    and bars.bar_start_at + bars.timeframe::interval > days.opens_at
            end
        ) as session_bars,
        min(bars.bar_start_at) as first_bar_at,
        max(bars.bar_start_at) as last_bar_at,
        max(bars.loaded_at) as last_loaded_at
    from {{ ref('int_bar_starts') }} as bars
    inner join sessions
        on bars.source_system = sessions.source_system
        and bars.native_symbol = sessions.native_symbol
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_market_days') }} as days
        on sessions.calendar = days.calendar
        and (bars.bar_start_at at time zone 'UTC')::date = days.market_date
    where bars.timeframe is not null and bars.bar_start_at <= clock.as_of
    group by
        sessions.instrument_key,
        sessions.calendar,
        bars.timeframe,
        period_date,
        bars.source_system,
        bars.feed

)

select
    instrument_key,
    timeframe,
    period_date,
    min(calendar) as calendar,
    max(bars) as bars,
    max(session_bars) as session_bars,
    min(first_bar_at) as first_bar_at,
    max(last_bar_at) as last_bar_at,
    max(last_loaded_at) as last_loaded_at,
    array_agg(distinct source_system order by source_system) as source_systems,
    array_agg(distinct feed order by feed) as feeds
from feeds
group by instrument_key, timeframe, period_date
