{{ config(
    materialized='changed_rows',
    by_clock_day=true,
    key=['calendar', 'timeframe', 'period_date'],
    indexes=[{'columns': ['calendar', 'timeframe', 'period_date'], 'unique': true}]
) }}

-- Grain: one row per session calendar, timeframe and period a bar is due in: int_due_bars, stored
-- to be looked up.
select
    calendar,
    timeframe,
    period_date,
    period_end_date,
    expected_bars,
    expected_to_date,
    period_number
from {{ ref('int_due_bars') }}
