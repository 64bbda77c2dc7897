-- Grain: one row per instrument and span of days with the same splits between it and the clock. A
-- price in the shares of its day, over the span's factor, is one in today's shares.
with

actions as (

    select
        actions.instrument_key,
        actions.ex_date,
        actions.action_type,
        max(actions.share_factor) as share_factor
    from {{ ref('int_corporate_actions') }} as actions
    cross join {{ ref('clock') }} as clock
    where actions.is_split and actions.ex_date <= clock.as_of_date
    group by actions.instrument_key, actions.ex_date, actions.action_type

),

splits as (

    select
        instrument_key,
        ex_date,
        {{ functions_schema() }}.product(
            share_factor::double precision order by action_type
        ) as share_factor
    from actions
    group by instrument_key, ex_date

)

select
    instrument_key,
    coalesce(
        lag(ex_date) over (partition by instrument_key order by ex_date), '-infinity'
    ) as starts_on,
    ex_date as ends_before,
    ({{ functions_schema() }}.product(share_factor) over (
        partition by instrument_key
        order by ex_date desc
    ))::numeric as share_factor
from splits
