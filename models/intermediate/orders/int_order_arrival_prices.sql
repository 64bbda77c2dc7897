-- Grain: one row per filled order of one leg with a price at its arrival: the close of the last bar
-- that was complete when the order was entered, the finest length first, its own platform's first.
-- No bar longer than an hour counts: what is older says more of the market than of the execution.
-- An order that waits for a trigger has not arrived when it is entered, and has no such price.
with

-- Bars lie on a grid, so the end of the one wanted is known before it is looked for.
wanted as (

    select
        orders.order_key,
        instruments.source_system = orders.source_system as is_own_platform,
        instruments.source_system,
        instruments.native_symbol,
        lengths.bar_minutes,
        date_bin(
            make_interval(mins => lengths.bar_minutes),
            orders.created_at,
            timestamptz '1970-01-01 00:00:00+00'
        ) as bar_end_at
    from {{ ref('int_orders_rolled_up') }} as orders
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on orders.instrument_key = instruments.instrument_key
    cross join (values (1), (5), (15), (30), (60)) as lengths (bar_minutes)
    where
        orders.leg_count = 1
        and orders.filled_quantity > 0
        and orders.order_type in ('market', 'limit', 'limit_maker')

),

-- One sort puts every order beside its bar. A join would be planned by a guess at how many bars
-- the staging views have, and the guess is bad.
stacked as (

    select
        order_key,
        is_own_platform,
        source_system,
        native_symbol,
        bar_minutes,
        bar_end_at,
        null::numeric as close_price
    from wanted

    union all

    select
        null as order_key,
        null as is_own_platform,
        source_system,
        native_symbol,
        bar_minutes,
        bar_end_at,
        close_price
    from {{ ref('int_short_bars') }}

),

found as (

    select
        stacked.*,
        max(close_price) over (
            partition by source_system, native_symbol, bar_minutes, bar_end_at
        ) as bar_price
    from stacked

),

ranked as (

    select
        found.*,
        row_number() over (
            partition by order_key
            order by
                bar_minutes asc, is_own_platform desc, source_system asc, native_symbol asc
        ) as preference
    from found
    where order_key is not null and bar_price is not null

)

select
    order_key,
    bar_price as arrival_price,
    bar_end_at as arrival_price_at,
    bar_minutes as arrival_bar_minutes,
    source_system as arrival_price_source
from ranked
where preference = 1
