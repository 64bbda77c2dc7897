{{ config(
    materialized='changed_rows',
    key=['symbol_key', 'action_id'],
    change_key='instrument_key',
    indexes=[{'columns': ['symbol_key', 'action_id'], 'unique': true}]
) }}

-- Grain: one row per platform's symbol and corporate action that a bar may name as worked in
-- already: bars that name a dividend are without all dividends up to its ex-day, those that name a
-- split are in the shares that all splits up to its ex-day left.
select
    symbols.symbol_key,
    actions.action_id,
    symbols.instrument_key,
    case when actions.action_type = 'dividend' then actions.ex_date end as dividends_through_date,
    case when actions.is_split then actions.ex_date end as splits_through_date
from {{ ref('int_corporate_actions') }} as actions
inner join {{ ref('int_bar_symbols') }} as symbols
    on actions.source_system = symbols.source_system
    and actions.native_symbol = symbols.native_symbol
where actions.action_type = 'dividend' or actions.is_split
