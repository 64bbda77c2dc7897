{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per rejected order that says whose it is. Its executions are good rows, and only
-- an order knows their account: nothing else of it is read.
-- depends_on: {{ ref('stg_schwab__orders') }}
select distinct on (order_id)
    order_id,
    account_id
from {{ judged_relation('stg_schwab__orders') }}
where broken_rules <> '{}' and order_id is not null and account_id is not null
order by order_id asc, loaded_at desc nulls last, account_id asc
