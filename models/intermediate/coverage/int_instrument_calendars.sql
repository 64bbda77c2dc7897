-- Grain: one row per instrument: the calendar of its sessions, and when a day of it ends.
select distinct
    resolved.instrument_key,
    sessions.calendar,
    coalesce(sessions.closes_at, time '24:00') as closes_at,
    sessions.early_closes_at,
    coalesce(sessions.time_zone, 'UTC') as time_zone
from {{ ref('int_instruments_resolved') }} as resolved
left join {{ ref('trading_sessions') }} as sessions
    on resolved.asset_class = sessions.asset_class
