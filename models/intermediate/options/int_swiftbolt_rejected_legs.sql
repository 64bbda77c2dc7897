{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per position that lacks rejected legs: how many. A rejected copy of a leg that is
-- there is none.
-- depends_on: {{ ref('stg_swiftbolt__options_legs') }}
with

rejected as (

    select
        legs.strategy_id,
        legs.leg_id,
        legs.leg_number,
        case when not legs.broken_rules && array['times_are_plausible'] then legs.opened_at end
            as opened_at
    from {{ judged_relation('stg_swiftbolt__options_legs') }} as legs
    where legs.broken_rules <> '{}' and legs.strategy_id is not null

)

select
    rejected.strategy_id,
    count(distinct coalesce(rejected.leg_number::text, rejected.leg_id, '')) as rejected_legs
from rejected
cross join {{ ref('clock') }} as clock
where
    -- One that doesn't say when it was opened is lacking, too.
    coalesce(rejected.opened_at <= clock.as_of, true)
    and not exists (
        select 1 from {{ ref('stg_swiftbolt__options_legs') }} as legs
        where legs.leg_id = rejected.leg_id
    )
    and not exists (
        select 1 from {{ ref('stg_swiftbolt__options_legs') }} as legs
        where
            legs.strategy_id = rejected.strategy_id
            and legs.leg_number = rejected.leg_number
    )
group by rejected.strategy_id
