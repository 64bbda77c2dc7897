-- Grain: one row per order of every platform, entered up to the clock's reading.
with

unioned as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_orders',
            'schwab': 'int_schwab_orders',
            'patriot': 'int_patriot_orders',
        },
        columns={
            'order_id': 'text',
            'exchange_order_id': 'text',
            'account_id': 'text',
            'owner_id': 'text',
            'strategy_id': 'text',
            'environment': 'text',
            'native_symbol': 'text',
            'leg_count': 'integer',
            'side': 'text',
            'position_side': 'text',
            'order_type': 'text',
            'native_order_type': 'text',
            'spread_type': 'text',
            'time_in_force': 'text',
            'status': 'text',
            'native_status': 'text',
            'status_reason': 'text',
            'requested_quantity': 'numeric',
            'requested_amount_usd': 'numeric',
            'limit_price': 'numeric',
            'trigger_price': 'numeric',
            'reported_filled_quantity': 'numeric',
            'reported_average_price': 'numeric',
            'created_at': 'timestamptz',
            'reported_filled_at': 'timestamptz',
            'cancelled_at': 'timestamptz',
            'reported_ended_at': 'timestamptz',
            'loaded_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('order', ['unioned.source_system', 'unioned.order_id']) }} as order_key,
    case
        when unioned.account_id is not null
            then {{ surrogate_key('account', ['unioned.source_system', 'unioned.account_id']) }}
    end as account_key,
    case
        when unioned.owner_id is not null
            then {{ surrogate_key('owner', ['unioned.source_system', 'unioned.owner_id']) }}
    end as owner_key,
    case
        when unioned.strategy_id is not null
            then {{ surrogate_key('strategy', ['unioned.source_system', 'unioned.strategy_id']) }}
    end as strategy_key,
    instruments.instrument_key,
    coalesce(instruments.canonical_symbol, unioned.native_symbol) as ticker,
    coalesce(instruments.asset_class, 'unknown') as asset_class,
    coalesce(instruments.quote_asset, 'USD') as quote_currency,
    unioned.*
from unioned
cross join {{ ref('clock') }} as clock
left join {{ ref('int_instruments_resolved') }} as instruments
    on unioned.source_system = instruments.source_system
    and unioned.native_symbol = instruments.native_symbol
-- an order without an entry time was at least loaded
where coalesce(unioned.created_at, unioned.loaded_at) <= clock.as_of
