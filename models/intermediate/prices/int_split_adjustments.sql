{{ config(
    materialized='changed_rows',
    key=['symbol_key', 'starts_on'],
    change_key='instrument_key',
    indexes=[{'columns': ['symbol_key', 'starts_on'], 'unique': true}]
) }}

-- Grain: one row per platform's symbol and span of days with the same splits between it and the
-- clock that the platform has not yet worked into its bars. One that is announced counts from its
-- ex-day on. A change reaches all bars of the instrument.
with

actions as (

    select
        symbols.symbol_key,
        symbols.instrument_key,
        actions.ex_date,
        actions.action_type,
        max(actions.share_factor) as share_factor
    from {{ ref('int_corporate_actions') }} as actions
    inner join {{ ref('int_bar_symbols') }} as symbols
        on actions.source_system = symbols.source_system
        and actions.native_symbol = symbols.native_symbol
    cross join {{ ref('clock') }} as clock
    where actions.is_split and actions.ex_date <= clock.as_of_date
    group by
        symbols.symbol_key,
        symbols.instrument_key,
        actions.ex_date,
        actions.action_type
    having not bool_or(actions.is_bars_adjusted)

),

{{ split_spans(['symbol_key', 'instrument_key'], 'split_factor') }}
