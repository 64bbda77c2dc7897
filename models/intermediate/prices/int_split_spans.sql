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

{{ split_spans(['instrument_key'], 'share_factor') }}
