-- Grain: one row per open position of every platform with accounts, opened up to the clock's
-- reading.
with

unioned as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_positions',
            'daily_profit': 'int_daily_profit_positions',
            'schwab': 'int_schwab_positions',
            'patriot': 'int_patriot_positions',
        },
        columns={
            'position_id': 'text',
            'account_id': 'text',
            'strategy_id': 'text',
            'native_symbol': 'text',
            'side': 'text',
            'quantity': 'numeric',
            'multiplier': 'numeric',
            'entry_price': 'numeric',
            'price_currency': 'text',
            'platform_mark_price': 'numeric',
            'platform_mark_at': 'timestamptz',
            'platform_unrealized_pnl_usd': 'numeric',
            'accrued_costs_usd': 'numeric',
            'is_priced_by_platform': 'boolean',
            'position_source': 'text',
            'opened_at': 'timestamptz',
            'reported_at': 'timestamptz',
        },
    ) | indent(4) }}

)

select
    {{ surrogate_key('account', ['unioned.source_system', 'unioned.account_id']) }} as account_key,
    -- the key that a symbol without any evidence would get
    coalesce(
        instruments.instrument_key,
        {{ surrogate_key('instrument', ["'unknown'", 'unioned.native_symbol']) }}
    ) as instrument_key,
    unioned.source_system,
    unioned.position_id,
    unioned.account_id,
    unioned.strategy_id,
    unioned.native_symbol,
    coalesce(instruments.canonical_symbol, unioned.native_symbol) as ticker,
    coalesce(instruments.asset_class, 'unknown') as asset_class,
    instruments.base_asset,
    coalesce(unioned.price_currency, instruments.quote_asset, 'USD') as price_currency,
    unioned.side,
    unioned.quantity,
    unioned.multiplier,
    unioned.entry_price,
    unioned.platform_mark_price,
    unioned.platform_mark_at,
    unioned.platform_unrealized_pnl_usd,
    unioned.accrued_costs_usd,
    unioned.is_priced_by_platform,
    unioned.position_source,
    unioned.opened_at,
    unioned.reported_at
from unioned
cross join {{ ref('clock') }} as clock
left join {{ ref('int_instruments_resolved') }} as instruments
    on unioned.source_system = instruments.source_system
    and unioned.native_symbol = instruments.native_symbol
where coalesce(unioned.opened_at, unioned.reported_at) <= clock.as_of
