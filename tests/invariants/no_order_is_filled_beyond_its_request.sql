-- An order fills to what was asked for and no further, and its executions in time and after its end
-- are what was filled.
select
    source_system,
    order_id,
    requested_quantity,
    filled_quantity,
    late_quantity
from {{ ref('order_history') }}
where
    filled_quantity > requested_quantity
    or late_quantity > filled_quantity
    or late_quantity < 0
