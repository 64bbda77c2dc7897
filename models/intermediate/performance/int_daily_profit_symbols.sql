{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='changed_rows',
    key=['symbol_key'],
    change_key='symbol_key',
    indexes=[{'columns': ['symbol_key'], 'unique': true}]
) }}

-- Grain: one row per symbol of prop trades: the instrument it stands for.
select
    native_symbol as symbol_key,
    instrument_key
from {{ ref('int_instruments_resolved') }}
where source_system = 'daily_profit'
