-- Grain: one row per feed, contract as its platform names it and day from bell to bell: its last
-- capture, with the instrument and the session it tells of.
-- What is captured before the bell, or when the exchange is closed, still tells the volume of the
-- session before.
select
    quotes.source_system,
    quotes.feed,
    quotes.quote_id,
    symbols.instrument_key,
    instruments.canonical_symbol as underlying_ticker,
    coalesce(
        nullif(quotes.contract_root, ''),
        {{ option_root('null::text', 'symbols.native_symbol') }}
    ) as contract_root,
    quotes.expiry_date,
    quotes.option_right,
    quotes.strike_price,
    quotes.multiplier,
    sessions.trade_date,
    quotes.captured_at,
    quotes.captures,
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
from {{ ref('int_option_capture_days') }} as quotes
inner join {{ ref('int_bar_symbols') }} as symbols on quotes.symbol_key = symbols.symbol_key
inner join {{ ref('int_instruments_resolved') }} as instruments
    on symbols.source_system = instruments.source_system
    and symbols.native_symbol = instruments.native_symbol
inner join {{ ref('int_option_sessions') }} as sessions on quotes.session_date = sessions.date_day
