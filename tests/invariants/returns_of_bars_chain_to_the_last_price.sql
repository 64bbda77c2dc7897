{{ config(tags=['whole_history']) }}

-- Compounding every day's return from the first close arrives at the last one, with and without
-- dividends: no day is skipped, doubled or out of order.
with

chained as (

    select
        instrument_key,
        (array_agg(adjusted_close_price order by bar_date))[1] as first_close,
        (array_agg(adjusted_close_price order by bar_date desc))[1] as last_close,
        (array_agg(adjusted_close_price * dividend_factor order by bar_date))[1]
            as first_total_close,
        (array_agg(adjusted_close_price * dividend_factor order by bar_date desc))[1]
            as last_total_close,
        {{ functions_schema() }}.product(
            coalesce(1 + price_return_ratio, 1)::double precision
        ) as price_growth,
        {{ functions_schema() }}.product(
            coalesce(1 + total_return_ratio, 1)::double precision
        ) as total_growth
    from {{ ref('fct_daily_bars') }}
    group by instrument_key

)

select
    instrument_key,
    first_close,
    last_close,
    price_growth,
    total_growth
from chained
where
    abs(first_close * price_growth / last_close - 1) > 0.000000001
    or abs(first_total_close * total_growth / last_total_close - 1) > 0.000000001
