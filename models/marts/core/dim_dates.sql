{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['date_day'], 'unique': true}]
) }}

-- Grain: one row per calendar day from 1970 to the end of the tenth year after the clock's.
with

days as (

    select generated.moment::date as date_day
    from {{ ref('clock') }} as clock
    cross join lateral generate_series(
        timestamp '1970-01-01',
        date_trunc('year', clock.as_of_date::timestamp) + interval '11 years' - interval '1 day',
        interval '1 day'
    ) as generated (moment)

)

select
    days.date_day,
    extract(year from days.date_day)::integer as year_number,
    extract(quarter from days.date_day)::integer as quarter_number,
    extract(month from days.date_day)::integer as month_number,
    extract(isoyear from days.date_day)::integer as iso_year_number,
    extract(week from days.date_day)::integer as iso_week_number,
    extract(isodow from days.date_day)::integer as iso_weekday_number,
    date_trunc('month', days.date_day::timestamp)::date as month_start_date,
    date_trunc('quarter', days.date_day::timestamp)::date as quarter_start_date,
    date_trunc('year', days.date_day::timestamp)::date as year_start_date,
    extract(isodow from days.date_day) > 5 as is_weekend,
    extract(isodow from days.date_day) < 6 and holidays.date_day is null as is_us_trading_day,
    holidays.holiday as us_market_holiday,
    clock.as_of,
    now() as refreshed_at
from days
cross join {{ ref('clock') }} as clock
left join {{ ref('us_market_holidays') }} as holidays
    on days.date_day = holidays.date_day
