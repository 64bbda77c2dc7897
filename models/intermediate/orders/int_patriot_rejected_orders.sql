{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per rejected order that says whose it is, of what and which way. Its executions
-- are good rows, and only an order knows these: nothing else of it is read.
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
    broken_rules <> '{}'
    and order_id is not null
    and account_id is not null
    and symbol is not null
    and side is not null
    and (native_position_side is null or position_side is not null)
order by order_id asc, loaded_at desc nulls last, account_id asc, strategy_id asc
