{{ config(
    materialized='changed_rows',
    key=['symbol_key', 'action_id'],
    change_key='instrument_key',
    indexes=[{'columns': ['symbol_key', 'action_id'], 'unique': true}]
) }}

-- Grain: one row per platform's symbol and dividend that a bar may name as worked in already: bars
-- that name it are without all dividends up to its ex-day.
{% if system_enabled('swiftbolt') -%}
    select
        symbols.symbol_key,
        actions.action_id,
        symbols.instrument_key,
        actions.ex_date
    from {{ ref('stg_swiftbolt__corporate_actions') }} as actions
    inner join {{ ref('int_bar_symbols') }} as symbols
        on symbols.source_system = 'swiftbolt' and actions.symbol = symbols.native_symbol
    where actions.action_type = 'dividend'
{%- else -%}
    select
        null::text as symbol_key,
        null::text as action_id,
        null::uuid as instrument_key,
        null::date as ex_date
    where false
{%- endif %}
