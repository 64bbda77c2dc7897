{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account, month and fee type. Fees count as int_schwab_fills and
-- int_schwab_loose_fees count them, only by type: on an order's day as far as its executions are
-- up to the clock's reading, otherwise with the first entry that booked one.
with

booked as (

    select
        account_id,
        order_id,
        fee_type,
        fee_amount,
        trade_date,
        min(transacted_at) over (partition by account_id, order_id, trade_date) as first_booked_at
    from {{ ref('int_schwab_fees_booked') }}

),

order_days as (

    select
        fills.order_id,
        fills.account_id,
        (fills.filled_at at time zone 'UTC')::date as trade_date,
        sum(fills.quantity) filter (where fills.filled_at <= clock.as_of)
        / nullif(sum(fills.quantity), 0) as share_so_far
    from {{ ref('int_schwab_fills') }} as fills
    cross join {{ ref('clock') }} as clock
    where fills.order_id is not null
    group by fills.order_id, fills.account_id, (fills.filled_at at time zone 'UTC')::date

),

charged as (

    select
        booked.account_id,
        booked.trade_date,
        booked.fee_type,
        case
            when order_days.order_id is null then booked.fee_amount
            else booked.fee_amount * order_days.share_so_far
        end as fee_amount
    from booked
    cross join {{ ref('clock') }} as clock
    left join order_days
        on booked.order_id = order_days.order_id
        and booked.account_id = order_days.account_id
        and booked.trade_date = order_days.trade_date
    where
        order_days.share_so_far > 0
        or (
            order_days.order_id is null
            and coalesce(
                booked.first_booked_at <= clock.as_of, booked.trade_date <= clock.as_of_date
            )
        )

)

select
    account_id,
    date_trunc('month', trade_date::timestamp)::date as month_start_date,
    fee_type,
    'USD' as fee_currency,
    count(*) as charges,
    0::bigint as unconverted_charges,
    sum(fee_amount) as fee_amount,
    sum(fee_amount) as fees_usd
from charged
where fee_amount <> 0
group by account_id, date_trunc('month', trade_date::timestamp), fee_type
