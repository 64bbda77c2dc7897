-- What an account paid by type is what its days were charged, month by month.
with

days as (

    select
        book_key as account_key,
        date_trunc('month', series_date::timestamp)::date as month_start_date,
        sum(fees_usd) as fees_usd
    from {{ ref('int_performance_days') }}
    where book_type = 'account'
    group by book_key, date_trunc('month', series_date::timestamp)

),

costs as (

    select
        account_key,
        month_start_date,
        sum(fees_usd) as fees_usd
    from {{ ref('trading_costs') }}
    group by account_key, month_start_date

)

select
    coalesce(days.account_key, costs.account_key) as account_key,
    coalesce(days.month_start_date, costs.month_start_date) as month_start_date,
    days.fees_usd as days_fees_usd,
    costs.fees_usd as costs_fees_usd
from days
full join costs
    on days.account_key = costs.account_key and days.month_start_date = costs.month_start_date
where round(coalesce(days.fees_usd, 0) - coalesce(costs.fees_usd, 0), 6) <> 0
