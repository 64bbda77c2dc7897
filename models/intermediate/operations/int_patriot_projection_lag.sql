{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per read model that is built from events: what it has not taken in yet. Versions
-- count within a stream and nothing counts across them, so events go by the moment they occurred
-- and their id. An event written late sorts before the position and is passed over: those without
-- a mark of having been processed are counted as skipped.
with

positions as (

    select
        projections.projection_name,
        projections.status,
        projections.last_event_id,
        projections.error_count,
        projections.processed_event_count,
        projections.events_per_second,
        projections.created_at,
        case
            when projections.last_processed_at <= clock.as_of then projections.last_processed_at
        end as last_processed_at,
        events.occurred_at as last_event_occurred_at,
        projections.last_event_id is null or events.event_id is not null as is_position_known,
        clock.as_of
    from {{ ref('stg_patriot__event_projections') }} as projections
    cross join {{ ref('clock') }} as clock
    left join {{ ref('stg_patriot__events') }} as events
        on projections.last_event_id = events.event_id
    where projections.created_at <= clock.as_of

),

-- Nothing before the hindmost position is read, but for what was never marked. A position at the
-- beginning makes it all of them.
tail as (

    select
        event_id collate "C" as event_id,
        occurred_at,
        processed_at
    from {{ ref('stg_patriot__events') }}
    where
        occurred_at <= (select clock.as_of from {{ ref('clock') }} as clock)
        and (
            processed_at is null
            or occurred_at >= (
                select min(coalesce(positions.last_event_occurred_at, '-infinity'))
                from positions
                where positions.is_position_known
            )
        )

),

placed as (

    select
        positions.projection_name,
        tail.occurred_at,
        tail.processed_at,
        positions.last_event_id is null
        or (tail.occurred_at, tail.event_id)
        > (positions.last_event_occurred_at, positions.last_event_id) as is_ahead
    from positions
    cross join tail
    where positions.is_position_known

),

counted as (

    select
        projection_name,
        count(*) filter (where is_ahead) as events_behind,
        min(occurred_at) filter (where is_ahead) as oldest_waiting_at,
        max(occurred_at) filter (where is_ahead) as newest_waiting_at,
        count(*) filter (where not is_ahead and processed_at is null) as events_skipped
    from placed
    group by projection_name

)

select
    positions.projection_name,
    positions.status,
    positions.last_event_id,
    positions.last_event_occurred_at,
    positions.last_processed_at,
    positions.is_position_known,
    positions.processed_event_count,
    case when positions.is_position_known then coalesce(counted.events_behind, 0) end
        as events_behind,
    case when positions.is_position_known then coalesce(counted.events_skipped, 0) end
        as events_skipped,
    counted.oldest_waiting_at,
    counted.newest_waiting_at,
    case
        when positions.is_position_known
            then coalesce(extract(epoch from positions.as_of - counted.oldest_waiting_at), 0)
    end as lag_seconds,
    extract(epoch from positions.as_of - positions.last_processed_at)
        as seconds_since_last_processed,
    positions.error_count,
    positions.events_per_second,
    -- Only what runs catches up.
    case
        when positions.status in ('running', 'rebuilding') and counted.events_behind > 0
            then counted.events_behind / nullif(positions.events_per_second, 0)
    end as catch_up_seconds,
    positions.created_at
from positions
left join counted on positions.projection_name = counted.projection_name
