"""What a platform's symbol stands for, whoever writes it and however."""

from datetime import date
from decimal import Decimal

import pytest

from conftest import written_by_hand
from edge_books import insert, uid
from tradehouse.sample import loader

AS_OF = "2026-03-02 00:00:00+00"
AAPL_CALL, SPXW_PUT = "AAPL 260619C00200000", "SPXW 260320P05437500"
CALL = ("AAPL", date(2026, 6, 19), "call", Decimal(200))
PUT = ("SPXW", date(2026, 3, 20), "put", Decimal("5437.5"))

# platform, symbol, the platform's own type; class, ticker, base, quote, option parts
SYMBOLS = [
    ("mastertrade", "BTCUSDT", None, "crypto", "BTC/USDT", "BTC", "USDT", None),
    ("mastertrade", "btcusdt", None, "crypto", "BTC/USDT", "BTC", "USDT", None),
    ("mastertrade", "ETHBTC", None, "crypto", "ETH/BTC", "ETH", "BTC", None),
    ("mastertrade", "BTCFDUSD", None, "crypto", "BTC/FDUSD", "BTC", "FDUSD", None),
    ("mastertrade", "1000PEPEUSDT", None, "crypto", "1000PEPE/USDT", "1000PEPE", "USDT", None),
    ("mastertrade", "USDCUSDT", None, "crypto", "USDC/USDT", "USDC", "USDT", None),
    ("mastertrade", "EURUSDT", None, "crypto", "EUR/USDT", "EUR", "USDT", None),
    ("mastertrade", "FOO", None, "crypto", "FOO", None, None, None),
    ("mastertrade", "SPX", "index", "index", "SPX", None, None, None),
    ("patriot", "BTCUSDT", ("BTC", "USDT"), "crypto", "BTC/USDT", "BTC", "USDT", None),
    ("patriot", "ETHBTC", ("ETH", "BTC"), "crypto", "ETH/BTC", "ETH", "BTC", None),
    ("patriot", "BTC-USDT-SWAP", ("BTC", "USDT"), "crypto", "BTC/USDT", "BTC", "USDT", None),
    ("patriot", "1000PEPEUSDT", None, "crypto", "1000PEPE/USDT", "1000PEPE", "USDT", None),
    ("patriot", "SOL-USDT", None, "crypto", "SOL/USDT", "SOL", "USDT", None),
    ("patriot", "FOO", None, "crypto", "FOO", None, None, None),
    ("daily_profit", "EURUSD", None, "fx", "EUR/USD", "EUR", "USD", None),
    ("daily_profit", "EURUSD.r", None, "fx", "EUR/USD", "EUR", "USD", None),
    ("daily_profit", "eurusd", None, "fx", "EUR/USD", "EUR", "USD", None),
    ("daily_profit", "USDJPY.pro", None, "fx", "USD/JPY", "USD", "JPY", None),
    ("daily_profit", "XAUUSD.pro", None, "cfd", "XAU/USD", "XAU", "USD", None),
    ("daily_profit", "xauusd", None, "cfd", "XAU/USD", "XAU", "USD", None),
    ("daily_profit", "US30", None, "cfd", "US30", None, None, None),
    ("daily_profit", "US30.cash", None, "cfd", "US30", None, None, None),
    ("daily_profit", "BTCUSD.r", None, "crypto", "BTC/USD", "BTC", "USD", None),
    ("daily_profit", "FOO", None, "cfd", "FOO", None, None, None),
    ("schwab", "AAPL", "EQUITY", "equity", "AAPL", None, None, None),
    ("schwab", "BRK/B", "EQUITY", "equity", "BRK.B", None, None, None),
    ("schwab", "MET/A", "EQUITY", "equity", "MET.A", None, None, None),
    ("schwab", "SPY", "ETF", "etf", "SPY", None, None, None),
    ("schwab", "QQQ", "COLLECTIVE_INVESTMENT", "etf", "QQQ", None, None, None),
    ("schwab", "VOO", "ETF", "etf", "VOO", None, None, None),
    ("schwab", "VFIAX", "MUTUAL_FUND", "fund", "VFIAX", None, None, None),
    ("schwab", "GLD", "EQUITY", "equity", "GLD", None, None, None),
    ("schwab", "$SPX", "INDEX", "index", "SPX", None, None, None),
    ("schwab", "AAPL  260619C00200000", "OPTION", "option", AAPL_CALL, None, None, CALL),
    ("schwab", "SPXW  260320P05437500", "OPTION", "option", SPXW_PUT, None, None, PUT),
    ("schwab", "FOO", "SOMETHING_NEW", "unknown", "FOO", None, None, None),
    ("swiftbolt", "AAPL", "stock", "equity", "AAPL", None, None, None),
    ("swiftbolt", "aapl", "stock", "equity", "AAPL", None, None, None),
    ("swiftbolt", "META", "stock", "equity", "META", None, None, None),
    ("swiftbolt", "BRK.B", "stock", "equity", "BRK.B", None, None, None),
    ("swiftbolt", "SPY", "stock", "etf", "SPY", None, None, None),
    ("swiftbolt", "VOO", "stock", "etf", "VOO", None, None, None),
    ("swiftbolt", "VFIAX", "stock", "fund", "VFIAX", None, None, None),
    ("swiftbolt", "GLD", "stock", "etf", "GLD", None, None, None),
    ("swiftbolt", "BTCUSD", "crypto", "crypto", "BTC/USD", "BTC", "USD", None),
    ("swiftbolt", "BTC/USD", "crypto", "crypto", "BTC/USD", "BTC", "USD", None),
    ("swiftbolt", "BNBUSD", "crypto", "crypto", "BNB/USD", "BNB", "USD", None),
    ("swiftbolt", "AAPL260619C00200000", "option", "option", AAPL_CALL, None, None, CALL),
    ("swiftbolt", "ES", "future", "future", "ES", None, None, None),
]  # fmt: skip

# Symbols that must be one instrument, and symbols that must not.
SAME = [
    (("schwab", "AAPL"), ("swiftbolt", "AAPL")),
    (("schwab", "AAPL  260619C00200000"), ("swiftbolt", "AAPL260619C00200000")),
    (("schwab", "BRK/B"), ("swiftbolt", "BRK.B")),
    (("schwab", "SPY"), ("swiftbolt", "SPY")),
    (("schwab", "VOO"), ("swiftbolt", "VOO")),
    (("schwab", "$SPX"), ("mastertrade", "SPX")),
    (("mastertrade", "BTCUSDT"), ("patriot", "BTCUSDT")),
    (("daily_profit", "BTCUSD.r"), ("swiftbolt", "BTCUSD")),
    (("daily_profit", "EURUSD.r"), ("daily_profit", "EURUSD")),
]
DIFFERENT = [
    (("schwab", "MET/A"), ("swiftbolt", "META")),
    (("mastertrade", "BTCUSDT"), ("swiftbolt", "BTCUSD")),
    (("mastertrade", "BTCUSDT"), ("mastertrade", "BTCFDUSD")),
    (("schwab", "AAPL"), ("schwab", "AAPL  260619C00200000")),
    (("schwab", "FOO"), ("daily_profit", "FOO")),
]


# Symbols of no instrument table, each mentioned once: platform, what mentions it, symbol.
MENTIONS = [
    ("mastertrade", "trades", "LONELYUSDT"),
    ("mastertrade", "positions", "HELDUSDT"),
    ("patriot", "orders", "ASKEDUSDT"),
    ("patriot", "positions", "KEPTUSDT"),
    ("daily_profit", "raw_trades_closed", "ENDED"),
    ("daily_profit", "raw_trades_open", "FLOATS"),
    ("schwab", "order_legs", "LEGONLY"),
    ("schwab", "transaction_items", "BOOKED"),
    ("schwab", "options_chains", "CHAINED"),
    ("schwab", "price_data", "PRICED"),
    ("swiftbolt", "options_strategies", "UNDERLY"),
]


@pytest.fixture(scope="module")
def resolved(short_tmp):
    """The resolved instrument of every platform and symbol."""
    with written_by_hand(short_tmp, "symbols", loader.SYSTEMS, mentions) as project:
        project.fill("dim_instruments", variables={"as_of": AS_OF})
        rows = project.query(
            "select source_system, native_symbol, asset_class, canonical_symbol, base_asset,"
            " quote_asset, underlying_symbol, expiry_date, option_right, strike_price,"
            " instrument_key from intermediate.int_instruments_resolved"
        )
        inferred = project.query(
            "select source_systems[1], split_part(native_symbols[1], ':', 2)"
            " from marts.dim_instruments where is_inferred"
        )
        yield {(row[0], row[1]): row[2:] for row in rows} | {"inferred": set(inferred)}


def mentions(cursor) -> None:
    for number, (system, symbol, kind, *_) in enumerate(SYMBOLS, 1):
        mention(cursor, number, system, symbol, kind)
    for number, (system, table, symbol) in enumerate(MENTIONS, 1000):
        insert(cursor, f"{system}.{table}", [mentioning(number, system, table, symbol)])


def mention(cursor, number: int, system: str, symbol: str, kind) -> None:
    """Put a symbol where its platform keeps symbols, or where a trade mentions it."""
    if system == "mastertrade" and kind == "index":
        reading = {"index_name": symbol, "timestamp": "2026-02-10", "close": 1}
        insert(cursor, "mastertrade.stock_indices", [reading])
    elif system == "mastertrade":
        order = {
            "id": uid(number), "strategy_id": uid(1), "symbol": symbol, "side": "BUY",
            "order_type": "MARKET", "quantity": 1, "status": "open", "environment": "live",
        }  # fmt: skip
        insert(cursor, "mastertrade.orders", [order])
    elif system == "patriot" and kind is not None:
        pair = {"id": uid(number), "exchange_id": uid(1), "symbol": symbol}
        assets = {"base_asset": kind[0], "quote_asset": kind[1]}
        insert(cursor, "patriot.symbols", [{**pair, **assets}])
    elif system == "patriot":
        order = {
            "id": uid(number), "user_id": uid(1), "account_id": uid(2), "symbol": symbol,
            "side": "BUY", "order_type": "MARKET", "quantity": 1, "status": "NEW",
        }  # fmt: skip
        insert(cursor, "patriot.orders", [order])
    elif system == "daily_profit":
        trade = {"trade_id": str(number), "account_id": "1", "symbol": symbol}
        dates = {"trade_date": "2026-02-10", "close_time": "2026-02-10"}
        insert(cursor, "daily_profit.raw_trades_closed", [{**trade, **dates, "profit": 1}])
    elif system == "schwab" and kind in ("OPTION", "COLLECTIVE_INVESTMENT", "SOMETHING_NEW"):
        leg = {"leg_id": number, "order_id": 1, "instruction": "BUY", "instrument_symbol": symbol}
        insert(cursor, "schwab.order_legs", [{**leg, "instrument_type": kind}])
    elif system == "schwab":
        insert(cursor, "schwab.symbols", [{"symbol": symbol, "asset_type": kind}])
    else:
        insert(cursor, "swiftbolt.symbols", [{"ticker": symbol, "asset_type": kind}])


def mentioning(number: int, system: str, table: str, symbol: str) -> dict:
    """A row of a platform's table that says a symbol and as little else as its rules allow."""
    held = {"id": uid(number), "symbol": symbol, "quantity": 1, "entry_price": 1}
    book = {"strategy_id": uid(number), "side": "LONG", "environment": "live"}
    person = {"account_id": uid(2), "user_id": uid(1), "position_side": "LONG", "leverage": 1}
    rest = {"unrealized_pnl_usd": 0, "realized_pnl_usd": 0}
    return {
        "mastertrade.positions": {**held, **book, "id": number, "opened_at": "2026-02-10"},
        "patriot.positions": {
            **held, **person, **rest, "opened_at": "2026-02-10", "updated_at": "2026-02-10",
        },
        "trades": {
            "id": number, "order_id": uid(1), "strategy_id": uid(1), "symbol": symbol,
            "side": "BUY", "quantity": 1, "price": 1, "environment": "live",
            "executed_at": "2026-02-10",
        },
        "orders": {
            "id": uid(number), "user_id": uid(1), "account_id": uid(2), "symbol": symbol,
            "side": "BUY", "order_type": "MARKET", "quantity": 1, "status": "NEW",
        },
        "raw_trades_closed": {
            "trade_id": str(number), "account_id": "1", "symbol": symbol, "profit": 1,
            "trade_date": "2026-02-10", "close_time": "2026-02-10",
        },
        "raw_trades_open": {
            "id": number, "trade_id": str(number), "account_id": "1", "symbol": symbol,
            "trade_date": "2026-02-10", "login": 1,
        },
        "order_legs": {
            "leg_id": number, "order_id": 1, "instruction": "BUY", "instrument_symbol": symbol,
            "instrument_type": "EQUITY",
        },
        "transaction_items": {
            "item_id": number, "transaction_id": 1, "instrument_symbol": symbol,
        },
        "options_chains": {
            "chain_id": number, "underlying_symbol": symbol, "snapshot_datetime": "2026-02-10",
        },
        "price_data": {
            "price_id": number, "symbol": symbol, "datetime_ms": 1770681600000,
            "datetime_utc": "2026-02-10", "open_price": 1, "high_price": 1, "low_price": 1,
            "close_price": 1, "volume": 1, "frequency_type": "daily",
        },
        "options_strategies": {
            "id": uid(number), "user_id": uid(1), "name": "lonely", "strategy_type": "long_call",
            "underlying_ticker": symbol, "status": "open", "num_contracts": 1,
            "created_at": "2026-02-10", "opened_at": "2026-02-10", "updated_at": "2026-02-10",
        },
    }[table if table != "positions" else f"{system}.positions"]  # fmt: skip


@pytest.mark.parametrize(("system", "table", "symbol"), MENTIONS)
def test_a_symbol_of_no_table_is_an_inferred_instrument(resolved, system, table, symbol):
    assert (system, symbol) in resolved["inferred"], f"{table} mentions it and nothing lists it"


@pytest.mark.parametrize(
    ("system", "symbol", "kind", "asset_class", "ticker", "base", "quote", "option"),
    SYMBOLS,
    ids=[f"{system}-{symbol}" for system, symbol, *_ in SYMBOLS],
)
def test_a_symbol_resolves(
    resolved, system, symbol, kind, asset_class, ticker, base, quote, option
):
    found = resolved[system, symbol][:-1]
    assert found == (asset_class, ticker, base, quote, *(option or (None,) * 4))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_names_of_one_instrument_meet(resolved, one, other):
    assert resolved[one][-1] == resolved[other][-1]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_instruments_stay_apart(resolved, one, other):
    assert resolved[one][-1] != resolved[other][-1]


def test_every_symbol_resolves_once(resolved):
    mentioned = {(system, symbol) for system, _, symbol in MENTIONS}
    # The root of the option that is listed above.
    roots = {("schwab", "SPXW")}
    assert set(resolved) - {"inferred"} == {(row[0], row[1]) for row in SYMBOLS} | mentioned | roots
