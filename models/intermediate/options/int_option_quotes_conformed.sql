-- Grain: one row per capture of a contract on any platform, up to the clock's reading.
with

quotes as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_option_quotes',
            'schwab': 'int_schwab_option_quotes',
        },
        columns={
            'feed': 'text',
            'quote_id': 'text',
            'native_symbol': 'text',
            'contract_root': 'text',
            'expiry_date': 'date',
            'option_right': 'text',
            'strike_price': 'numeric',
            'multiplier': 'numeric',
            'captured_at': 'timestamptz',
            'bid_price': 'numeric',
            'ask_price': 'numeric',
            'mark_price': 'numeric',
            'last_price': 'numeric',
            'underlying_price': 'numeric',
            'volume': 'numeric',
            'open_interest': 'numeric',
            'implied_volatility_ratio': 'numeric',
            'delta': 'numeric',
            'gamma': 'numeric',
            'theta': 'numeric',
            'vega': 'numeric',
            'rho': 'numeric',
        },
    ) | indent(4) }}

)

-- Volume counts from the opening bell at 9:30 in New York: what is captured before it, or when the
-- exchange is closed, still tells the volume of the session before.
select
    quotes.source_system,
    quotes.feed,
    quotes.quote_id,
    instruments.instrument_key,
    instruments.canonical_symbol as underlying_ticker,
    quotes.contract_root,
    quotes.expiry_date,
    quotes.option_right,
    quotes.strike_price,
    quotes.multiplier,
    sessions.trade_date,
    quotes.captured_at,
    quotes.bid_price,
    quotes.ask_price,
    quotes.mark_price,
    quotes.last_price,
    quotes.underlying_price,
    quotes.volume,
    quotes.open_interest,
    quotes.implied_volatility_ratio,
    quotes.delta,
    quotes.gamma,
    quotes.theta,
    quotes.vega,
    quotes.rho
from quotes
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_instruments_resolved') }} as instruments
    on quotes.source_system = instruments.source_system
    and quotes.native_symbol = instruments.native_symbol
inner join {{ ref('int_option_sessions') }} as sessions
    on (
        quotes.captured_at at time zone 'America/New_York' - interval '9 hours 30 minutes'
    )::date = sessions.date_day
where quotes.captured_at <= clock.as_of
