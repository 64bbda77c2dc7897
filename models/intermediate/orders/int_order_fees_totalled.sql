-- Grain: one row per order with fees up to the clock's reading, also of orders nobody lists.
-- Amounts in different assets have no sum: only dollars add up.
with

fees as (

    select
        source_system,
        order_id,
        coalesce(fee_currency, 'USD') as fee_currency,
        fee_amount,
        fee_usd,
        fee_rate_granularity
    from {{ ref('int_fills_costed') }}
    where order_id is not null and fee_amount <> 0

    union all

    -- Fees the broker booked on a day without an execution of the order.
    select
        source_system,
        order_id,
        'USD' as fee_currency,
        fees_usd as fee_amount,
        fees_usd as fee_usd,
        'usd' as fee_rate_granularity
    from {{ ref('int_order_loose_fees') }}
    where order_id is not null

),

currency_fees as (

    select
        source_system,
        order_id,
        fee_currency,
        sum(fee_amount) as fee_amount,
        sum(fee_usd) as fee_usd,
        {{ coarsest_rate('fee_rate_granularity') }} as fee_rate_granularity,
        count(*) filter (where fee_usd is null) as unconverted_fees
    from fees
    group by source_system, order_id, fee_currency

)

select
    source_system,
    order_id,
    case count(*) when 1 then min(fee_amount) end as fee_amount,
    case count(*) when 1 then min(fee_currency) end as fee_currency,
    jsonb_object_agg(fee_currency, trim_scale(fee_amount)) as fee_amounts,
    sum(fee_usd) as fees_usd,
    {{ coarsest_rate('fee_rate_granularity') }} as fee_rate_granularity,
    sum(unconverted_fees) as unconverted_fees
from currency_fees
group by source_system, order_id
