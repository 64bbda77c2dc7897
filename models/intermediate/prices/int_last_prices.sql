-- Grain: one row per instrument with an intraday price within the day before the clock's reading.
with

unioned as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_last_prices',
            'mastertrade': 'int_mastertrade_last_prices',
            'schwab': 'int_schwab_last_prices',
            'patriot': 'int_patriot_last_prices',
        },
        columns={
            'native_symbol': 'text',
            'last_price': 'numeric',
            'last_price_at': 'timestamptz',
        },
    ) | indent(4) }}

),

ranked as (

    select
        instruments.instrument_key,
        unioned.last_price,
        unioned.last_price_at,
        unioned.source_system,
        row_number() over (
            partition by instruments.instrument_key
            order by unioned.last_price_at desc, unioned.source_system desc
        ) as recency
    from unioned
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on unioned.source_system = instruments.source_system
        and unioned.native_symbol = instruments.native_symbol

)

select
    instrument_key,
    last_price,
    last_price_at,
    source_system
from ranked
where recency = 1
