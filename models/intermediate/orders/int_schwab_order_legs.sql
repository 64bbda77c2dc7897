{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per order, symbol and side. Legs in the same symbol and direction can't be told
-- apart by their fills, so they count as one.
select
    order_id,
    symbol as native_symbol,
    side,
    min(underlying_symbol) as underlying_symbol,
    min(leg_number) as leg_number,
    sum(quantity) as quantity,
    sum(requested_amount_usd) as requested_amount_usd,
    max({{ schwab_multiplier('instrument_type') }}) as multiplier
from {{ ref('stg_schwab__order_legs') }}
where order_id is not null
group by order_id, symbol, side
