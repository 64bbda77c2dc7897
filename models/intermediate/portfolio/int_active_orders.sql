-- Grain: one row per order that still works or waits, of platforms whose accounts have owners, with
-- the dollar value of what remains. An order at the market is worth the last price.
with

orders as (

    {{ union_systems(
        models={'patriot': 'int_patriot_active_orders'},
        columns={
            'order_id': 'text',
            'account_id': 'text',
            'native_symbol': 'text',
            'order_type': 'text',
            'is_reduce_only': 'boolean',
            'remaining_quantity': 'numeric',
            'order_price': 'numeric',
            'created_at': 'timestamptz',
        },
    ) | indent(4) }}

),

priced as (

    select
        orders.*,
        clock.as_of_date,
        instruments.instrument_key,
        instruments.quote_asset as quote_currency,
        coalesce(orders.order_price, last_prices.last_price, closes.close_price) as valuation_price
    from orders
    cross join {{ ref('clock') }} as clock
    left join {{ ref('int_instruments_resolved') }} as instruments
        on orders.source_system = instruments.source_system
        and orders.native_symbol = instruments.native_symbol
    left join {{ ref('int_last_prices') }} as last_prices
        on orders.order_price is null
        and instruments.instrument_key = last_prices.instrument_key
    left join lateral (
        select bars.close_price
        from {{ ref('int_daily_bars') }} as bars
        where
            orders.order_price is null
            and bars.instrument_key = instruments.instrument_key
            and bars.bar_date <= clock.as_of_date
            and bars.bar_date > clock.as_of_date - 7
        order by bars.bar_date desc
        limit 1
    ) as closes on true

)

select
    {{ surrogate_key('account', ['priced.source_system', 'priced.account_id']) }} as account_key,
    priced.source_system,
    priced.order_id,
    priced.account_id,
    priced.native_symbol,
    priced.order_type,
    priced.is_reduce_only,
    priced.remaining_quantity,
    priced.valuation_price,
    priced.remaining_quantity * priced.valuation_price
    * {{ usd_rate('priced.quote_currency', 'quotes', 'quote_rate') }} as remaining_value_usd,
    priced.created_at
from priced
{{ join_usd_rate('priced.quote_currency', 'priced.as_of_date', 'quotes', 'quote_rate') }}
