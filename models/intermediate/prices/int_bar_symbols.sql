{{ config(
    materialized='changed_rows',
    key=['symbol_key'],
    change_key='symbol_key',
    indexes=[
        {'columns': ['symbol_key'], 'unique': true},
        {'columns': ['instrument_key']},
    ]
) }}

-- Grain: one row per platform and its own id of a symbol with bars: the instrument it stands for.
with

ids as (

    {{ union_systems(
        models={
            'swiftbolt': 'stg_swiftbolt__symbols',
            'patriot': 'stg_patriot__symbols',
        },
        columns={'symbol_id': 'text', 'symbol': 'text'},
    ) | indent(4) }}

),

-- These platforms know a symbol by its name alone.
named as (

    select
        source_system,
        native_symbol as symbol_id,
        native_symbol as symbol
    from {{ ref('int_instruments_resolved') }}
    where source_system in ('mastertrade', 'schwab')

    union all

    select
        source_system,
        symbol_id,
        symbol
    from ids

)

select
    named.source_system || ' ' || named.symbol_id as symbol_key,
    named.source_system,
    named.symbol_id as native_id,
    named.symbol as native_symbol,
    instruments.instrument_key
from named
inner join {{ ref('int_instruments_resolved') }} as instruments
    on named.source_system = instruments.source_system
    and named.symbol = instruments.native_symbol
