{{ config(
    materialized='changed_rows',
    key=['book_key'],
    change_key='book_key',
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book with activity: how far its series goes, in days and trading days. An open
-- book's goes on with every day of the clock, a closed one's stays: only what changes here (by the
-- clock, or by a holiday that was added) is measured anew.
select
    books.book_type,
    books.book_key,
    books.annualization_days,
    books.first_date,
    books.last_date,
    case when ends.is_trading_day then ends.date_day else ends.prior_trading_date end
        as last_trading_date,
    ends.trading_days as trading_days_until,
    books.is_wiped_out
from {{ ref('int_performance_books') }} as books
left join {{ ref('int_calendar_days') }} as ends
    on books.calendar = ends.calendar and books.last_date = ends.date_day
