{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per strategy and day on which users gave it capital or took it back.
with

moves as (

    select
        strategy_id,
        assigned_at as moved_at,
        allocated_balance_usd as amount_usd
    from {{ ref('int_patriot_counted_assignments') }}

    union all

    select
        strategy_id,
        deactivated_at,
        -allocated_balance_usd
    from {{ ref('int_patriot_counted_assignments') }}
    where deactivated_at is not null

)

select
    moves.strategy_id,
    (moves.moved_at at time zone 'UTC')::date as flow_date,
    sum(moves.amount_usd) as flow_usd
from moves
cross join {{ ref('clock') }} as clock
where moves.amount_usd is not null and moves.moved_at <= clock.as_of
group by moves.strategy_id, (moves.moved_at at time zone 'UTC')::date
