-- Grain: one row per execution up to the clock's reading: which way it traded and, where it reduced
-- a position, how long that part was held.
select
    source_system,
    fill_id,
    side,
    holding_hours
from {{ ref('int_fills_booked') }}
