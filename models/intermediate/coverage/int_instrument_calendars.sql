-- Grain: one row per instrument: the calendar of its sessions.
select distinct
    resolved.instrument_key,
    sessions.calendar
from {{ ref('int_instruments_resolved') }} as resolved
left join {{ ref('trading_sessions') }} as sessions
    on resolved.asset_class = sessions.asset_class
