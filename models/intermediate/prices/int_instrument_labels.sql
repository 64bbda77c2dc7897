{{ config(
    materialized='changed_rows',
    key=['instrument_key'],
    change_key='instrument_key',
    indexes=[{'columns': ['instrument_key'], 'unique': true}]
) }}

-- Grain: one row per instrument. What large facts repeat of an instrument; a change of it reaches
-- all of their rows, because they follow this table's log.
select
    instrument_key,
    ticker,
    asset_class
from {{ ref('dim_instruments') }}
