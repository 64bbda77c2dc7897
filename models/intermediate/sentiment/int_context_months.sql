{{ config(
    materialized='changed_rows',
    key=['instrument_key', 'context_month'],
    change_key='instrument_key',
    change_day='context_month',
    indexes=[{'columns': ['instrument_key', 'context_month'], 'unique': true}]
) }}

-- Grain: one row per instrument and month with bars, posts, on-chain readings or large transfers.
-- Passes changes of what surrounds a price on as changes of instruments: an index is beside all
-- of them.
with

own as (

    select
        days.instrument_key,
        date_trunc('month', days.date_day::timestamp)::date as context_month,
        sum(hashtextextended(days::text, 0)::numeric) as checksum
    from {{ ref('int_context_days') }} as days
    group by days.instrument_key, date_trunc('month', days.date_day::timestamp)::date

),

indices as (

    select
        date_trunc('month', days.date_day::timestamp)::date as context_month,
        sum(hashtextextended(days::text, 0)::numeric) as checksum
    from {{ ref('int_index_days') }} as days
    group by date_trunc('month', days.date_day::timestamp)::date

),

months as (

    select
        instrument_key,
        bar_month as context_month
    from {{ ref('int_bar_months') }}

    union

    select
        instrument_key,
        context_month
    from own

)

select
    months.instrument_key,
    months.context_month,
    coalesce(own.checksum, 0) as own_checksum,
    coalesce(indices.checksum, 0) as index_checksum
from months
left join own
    on months.instrument_key = own.instrument_key and months.context_month = own.context_month
left join indices
    on months.context_month = indices.context_month
