-- Grain: one row per window that metrics are measured over; each ends with the clock's day. Tail
-- risks have a window of their own (int_performance_tail_risks).
select
    windows.window_name,
    case
        when windows.window_days is null then '-infinity'::date
        else clock.as_of_date - windows.window_days + 1
    end as starts_on
from {{ ref('clock') }} as clock
cross join (
    values
    ('lifetime', null::integer),
    ('30d', 30),
    ('7d', 7)
) as windows (window_name, window_days)
