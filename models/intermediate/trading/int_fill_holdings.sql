-- Grain: one row per execution up to the clock's reading: which way it traded and, where it reduced
-- a position, how long that part was held. The position is run a second time with the time in the
-- place of the price: its cost is the moment of entry, averaged or lot by lot as the cost basis is.
with

run as (

    select
        fills.source_system,
        fills.fill_id,
        fills.side,
        {{ position_cost(
            "case fills.side when 'buy' then fills.quantity else -fills.quantity end",
            'extract(epoch from fills.filled_at)'
        ) }} over (
            partition by
                fills.source_system, fills.account_id, fills.strategy_id,
                fills.native_symbol, fills.position_bucket
            order by fills.filled_at, length(fills.fill_id), fills.fill_id
        ) as book
    from {{ ref('int_fills_conformed') }} as fills
    cross join {{ ref('clock') }} as clock
    where fills.filled_at <= clock.as_of

)

select
    source_system,
    fill_id,
    side,
    case when book[4] > 0 then round(abs(book[3]) / book[4] / 3600, 6) end as holding_hours
from run
