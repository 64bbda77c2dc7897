-- Grain: one row per option contract with a quote within the week before the clock's reading, by
-- its symbol without spaces, which all platforms share.
with

unioned as (

    {{ union_systems(
        models={
            'schwab': 'int_schwab_option_marks',
            'swiftbolt': 'int_swiftbolt_option_marks',
        },
        columns={
            'native_symbol': 'text',
            'mark_price': 'numeric',
            'mark_at': 'timestamptz',
        },
    ) | indent(4) }}

),

ranked as (

    select
        replace(native_symbol, ' ', '') as bare_symbol,
        mark_price,
        mark_at,
        source_system,
        row_number() over (
            partition by replace(native_symbol, ' ', '')
            order by mark_at desc, source_system asc
        ) as recency
    from unioned

)

select
    bare_symbol,
    mark_price,
    mark_at,
    source_system
from ranked
where recency = 1
