{{ config(
    materialized='changed_rows',
    key=['book_key'],
    change_key='book_key',
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book whose series reaches into the 365 days up to the clock's: what of them is
-- its own. A closed book's row stays as it is until the window leaves its first day behind, and
-- goes with its last one: only where something changes here are tail risks measured anew.
select
    books.book_type,
    books.book_key,
    books.tails_from,
    date_trunc('month', books.tails_from::timestamp)::date as tails_month_start,
    books.last_date,
    books.tails_equity_usd,
    starts.trading_days - starts.is_trading_day::integer as trading_days_before,
    ends.trading_days as trading_days_until
from {{ ref('int_performance_books') }} as books
inner join {{ ref('int_calendar_days') }} as starts
    on books.calendar = starts.calendar and books.tails_from = starts.date_day
inner join {{ ref('int_calendar_days') }} as ends
    on books.calendar = ends.calendar and books.last_date = ends.date_day
where books.last_date >= books.tails_from
