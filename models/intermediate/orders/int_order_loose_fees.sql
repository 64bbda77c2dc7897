-- Grain: one row per account, order and day with fees that no execution carries, up to the clock's
-- reading.
with

unioned as (

    {{ union_systems(
        models={'schwab': 'int_schwab_order_loose_fees'},
        columns={
            'trade_id': 'text',
            'order_id': 'text',
            'fees_usd': 'numeric',
            'charged_at': 'timestamptz',
            'trade_date': 'date',
        },
    ) | indent(4) }}

)

select
    unioned.source_system,
    unioned.trade_id,
    unioned.order_id,
    unioned.fees_usd,
    unioned.trade_date
from unioned
cross join {{ ref('clock') }} as clock
where coalesce(unioned.charged_at <= clock.as_of, unioned.trade_date <= clock.as_of_date)
