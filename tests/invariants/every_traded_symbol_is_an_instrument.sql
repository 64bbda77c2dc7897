-- Whatever was ordered, executed or is held is an instrument of the dimension: a listed one, or one
-- inferred from being mentioned. Nothing is dropped for want of a row in an instrument table.
with

mentions as (

    select
        source_system,
        native_symbol,
        'order' as mentioned_by
    from {{ ref('int_orders_conformed') }}

    union

    select
        source_system,
        native_symbol,
        'execution'
    from {{ ref('int_fills_conformed') }}

    union

    select
        source_system,
        native_symbol,
        'position'
    from {{ ref('int_positions_conformed') }}

    union

    select
        source_system,
        native_symbol,
        'personal position'
    from {{ ref('int_personal_positions') }}

)

select mentions.*
from mentions
left join {{ ref('int_instruments_resolved') }} as instruments
    on mentions.source_system = instruments.source_system
    and mentions.native_symbol = instruments.native_symbol
left join {{ ref('dim_instruments') }} as dimension
    on instruments.instrument_key = dimension.instrument_key
where mentions.native_symbol is not null and dimension.instrument_key is null
