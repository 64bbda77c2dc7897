{{ config(
    materialized='changed_rows',
    key=['book_key'],
    change_key='book_key',
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book with activity: how far its series goes. An open book's goes on with every
-- day of the clock, a closed one's stays: only what changes here is measured anew.
select
    book_type,
    book_key,
    calendar,
    annualization_days,
    first_date,
    last_date,
    is_wiped_out
from {{ ref('int_performance_books') }}
