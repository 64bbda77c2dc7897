{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per strategy and day on which users gave it capital or took it back.
with

moves as (

    select
        strategy_id,
        assigned_at as moved_at,
        allocated_balance_usd as amount_usd
    from {{ ref('stg_patriot__strategy_assignments') }}

    union all

    select
        strategy_id,
        deactivated_at,
        -allocated_balance_usd
    from {{ ref('stg_patriot__strategy_assignments') }}
    where deactivated_at is not null

)

select
    strategy_id,
    (moved_at at time zone 'UTC')::date as flow_date,
    sum(amount_usd) as flow_usd
from moves
where amount_usd is not null
group by strategy_id, (moved_at at time zone 'UTC')::date
