-- Grain: one row, the moment this run measures everything from.
select
    run_clock.as_of,
    (run_clock.as_of at time zone 'UTC')::date as as_of_date
from {{ private_relation('run_clock') }} as run_clock
