{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per rejected leg that says of which order it is, of what and which way, where no
-- rule doubts that. Its executions are good rows, and only a leg knows these: nothing else of it is
-- read.
-- depends_on: {{ ref('stg_schwab__order_legs') }}
select distinct on (leg_id)
    leg_id,
    order_id,
    symbol,
    side,
    instrument_type
from {{ judged_relation('stg_schwab__order_legs') }}
where
    broken_rules <> '{}'
    -- Of a row with a number or a time that is none, the other rules say nothing.
    and not broken_rules && array[
        'numbers_are_finite',
        'times_are_plausible',
        'leg_type_agrees_with_the_instrument',
        'instruction_and_effect_agree'
    ]
    and leg_id is not null
    and order_id is not null
    and symbol is not null
    and side is not null
order by leg_id asc, loaded_at desc nulls last, order_id asc
