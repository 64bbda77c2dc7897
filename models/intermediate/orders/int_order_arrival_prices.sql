-- Grain: one row per filled order of one leg with a price at its arrival: the close of the last bar
-- that was complete when the order was entered, the finest length first, its own platform's first.
-- No bar longer than an hour counts: what is older says more of the market than of the execution.
-- An order that waits for a trigger has not arrived when it is entered, and has no such price.
with

-- Bars lie on a grid, so the end of the one wanted is known before it is looked for.
wanted as (

    select
        orders.order_key,
        symbols.source_system = orders.source_system as is_own_platform,
        symbols.source_system,
        symbols.native_symbol,
        symbols.symbol_key,
        lengths.bar_minutes,
        date_bin(
            make_interval(mins => lengths.bar_minutes),
            orders.created_at,
            timestamptz '1970-01-01 00:00:00+00'
        ) as bar_end_at
    from {{ ref('int_orders_rolled_up') }} as orders
    inner join {{ ref('int_bar_symbols') }} as symbols
        on orders.instrument_key = symbols.instrument_key
    cross join (values (1), (5), (15), (30), (60)) as lengths (bar_minutes)
    where
        orders.leg_count = 1
        and orders.filled_quantity > 0
        and orders.order_type in ('market', 'limit', 'limit_maker')

)

-- A pair that several exchanges quote has the price of the one that comes first by id.
select distinct on (wanted.order_key)
    wanted.order_key,
    bars.close_price as arrival_price,
    wanted.bar_end_at as arrival_price_at,
    wanted.bar_minutes as arrival_bar_minutes,
    wanted.source_system as arrival_price_source
from wanted
{{ join_short_bar('wanted', 'bars') }}
order by
    wanted.order_key asc, wanted.bar_minutes asc, wanted.is_own_platform desc,
    wanted.source_system asc, wanted.native_symbol asc, wanted.symbol_key asc
