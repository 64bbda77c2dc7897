-- Where a broker reports no positions, what an account holds is the sum of all it bought and sold.
with

moved as (

    select
        fills.source_system,
        fills.account_id,
        fills.instrument_key,
        sum(case fills.side when 'buy' then fills.quantity else -fills.quantity end) as quantity
    from {{ ref('int_fills_costed') }} as fills
    where fills.source_system = 'schwab'
    group by fills.source_system, fills.account_id, fills.instrument_key

),

held as (

    select
        source_system,
        account_id,
        instrument_key,
        sum(case side when 'long' then quantity else -quantity end) as quantity
    from {{ ref('open_positions') }}
    where position_source = 'fills'
    group by source_system, account_id, instrument_key

)

select
    coalesce(moved.account_id, held.account_id) as account_id,
    coalesce(moved.instrument_key, held.instrument_key) as instrument_key,
    moved.quantity as moved_quantity,
    held.quantity as held_quantity
from moved
full join held
    on moved.account_id = held.account_id
    and moved.instrument_key = held.instrument_key
where coalesce(moved.quantity, 0) <> coalesce(held.quantity, 0)
