{{ config(severity='warn') }}

-- No limit order pays more or brings less than it said. Limits and prices are the platforms', so
-- that a difference is reported and stops nothing.
select
    order_key,
    limit_price,
    limit_slippage_bps
from {{ ref('int_order_slippages') }}
where limit_slippage_bps > 0.01
