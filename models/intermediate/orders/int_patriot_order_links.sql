{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per order that says whose it is, of what and which way: what executions, which are
-- good rows whatever their order is, have to know of it. The accepted row, else the newest rejected
-- one, in one pass over the orders; nothing else of a rejected order is read.
-- depends_on: {{ ref('stg_patriot__orders') }}
select distinct on (order_id)
    order_id,
    account_id,
    strategy_id,
    symbol,
    side,
    position_side
from {{ judged_relation('stg_patriot__orders') }}
where
    order_id is not null
    and account_id is not null
    and symbol is not null
    and side is not null
    and (native_position_side is null or position_side is not null)
order by
    order_id asc,
    broken_rules = '{}' desc,
    loaded_at desc nulls last,
    account_id asc,
    strategy_id asc
