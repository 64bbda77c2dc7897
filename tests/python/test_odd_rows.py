"""Rows that look odd and are true: what people read still shows them."""

from decimal import Decimal

import pytest

from conftest import written_by_hand
from edge_books import LOADED, insert, prop_account, prop_trades

VARIABLES = {"as_of": "2026-03-02 12:00:00+00", "systems": ["daily_profit", "schwab"]}
MARTS = [
    "account_performance", "dim_accounts", "dim_instruments", "open_positions", "order_history",
    "portfolio_snapshots_hourly", "symbol_performance",
]  # fmt: skip
ENTERED = "2026-02-10 15:00+00"
# What an order says in a word that the broker never listed: order, column and word.
WORDS = {
    1: ("order_type", "MARKET_ON_CLOSE"), 2: ("duration", "END_OF_WEEK"),
    3: ("status", "AWAITING_UR_OUT"), 4: ("session", "OVERNIGHT"),
    5: ("order_strategy_type", "BLAST_ALL"),
}  # fmt: skip
LEG_WORDS = {
    6: ("order_leg_type", "MUTUAL_FUND"), 7: ("position_effect", "UNKNOWN"),
    8: ("quantity_type", "UNITS"),
}  # fmt: skip
SPREADS = {20: ("SPXW", "index", "SPX"), 21: ("XSP", "index", "XSP"), 22: ("ODD", "unknown", "ODD")}


@pytest.fixture(scope="module")
def odd(short_tmp):
    """The marts of two platforms whose rows are odd."""
    with written_by_hand(short_tmp, "odd", VARIABLES["systems"], rows) as project:
        project.fill(*MARTS, variables=VARIABLES)
        yield project


def rows(cursor) -> None:
    daily_profit(cursor)
    schwab(cursor)


def daily_profit(cursor) -> None:
    terms = ("profit_target", "max_drawdown", "max_daily_drawdown")
    none = {f"{term}{unit}": 0 for term in terms for unit in ("", "_pct")}
    # Days to trade, of which 0 is no limit either.
    plan = {"plan_id": "no limits", "min_trading_days": 5, "max_trading_days": 0}
    insert(cursor, "daily_profit.raw_plans_data", [{"id": 1, **plan, **none}])
    prop_account(cursor, "no limits", 1000, "Active", plan_id="no limits", profit_target_pct=0)
    unnamed = [("2026-02-10 15:00", 10, {"symbol": symbol}) for symbol in ("", None)]
    prop_trades(cursor, "no limits", unnamed)
    for number, hour in enumerate(("22:10", "23:20")):
        copy = {"account_id": "no limits", "login": 0, "starting_balance": 1000, "id": 90 + number}
        copy |= {"status": "Active", "current_balance": 900 + number, "current_equity": 900}
        copy |= {"ingestion_timestamp": f"2026-02-11 {hour}"}
        insert(cursor, "daily_profit.raw_accounts_data", [copy])
    # Stamped row by row; one was last seen the day before.
    for number, loaded in enumerate(("01 05:59:59", "02 05:59:57", "02 06:00:00")):
        trade = {
            "id": number, "trade_id": f"open {number}", "account_id": "no limits", "login": 0,
            "symbol": "EURUSD", "side": "buy", "trade_date": "2026-02-27", "open_price": 1,
            "open_time": "2026-02-27", "current_price": 1, "lots": 1, "volume_usd": 100,
            "unrealized_pnl": 1, "ingestion_timestamp": f"2026-03-{loaded}",
        }  # fmt: skip
        insert(cursor, "daily_profit.raw_trades_open", [trade])


def schwab(cursor) -> None:
    for number, active in ((1, True), (2, None), (3, False)):
        account = {"account_id": number, "account_hash": "x", "is_active": active}
        insert(cursor, "schwab.accounts", [{**account, "created_at": LOADED}])
    listed = [{"symbol": symbol, "asset_type": "INDEX"} for symbol in ("$SPX", "$XSP")]
    insert(cursor, "schwab.symbols", [{"symbol_id": n, **row} for n, row in enumerate(listed)])
    for number, (column, word) in (WORDS | LEG_WORDS).items():
        order(cursor, number, **({column: word} if number in WORDS else {}))
        leg(cursor, number, number, "MSFT", **({column: word} if number in LEG_WORDS else {}))
    order(cursor, 9, status="AWAITING_UR_OUT", close_time="2026-02-11 15:00+00", filled_quantity=0)
    for number, (root, *_) in SPREADS.items():
        order(cursor, number, order_type="NET_DEBIT", complex_order_strategy_type="VERTICAL")
        for side, strike in (("BUY", 5000), ("SELL", 5100)):
            symbol = f"{root:6}260619C{strike * 1000:08}"
            kind = {"instrument_type": "OPTION", "order_leg_type": "OPTION"}
            leg(cursor, number * 10 + (side == "BUY"), number, symbol, side + "_TO_OPEN", **kind)
    entry = {
        "transaction_id": 1, "schwab_activity_id": 1, "account_id": 1, "net_amount": 50,
        "transaction_type": "DIVIDEND", "status": "VALID", "sub_account": "INCOME",
        "transaction_time": ENTERED,
    }  # fmt: skip
    insert(cursor, "schwab.transactions", [entry])
    item = {"item_id": 1, "transaction_id": 1, "amount": 0, "cost": 50, "instrument_symbol": "MSFT"}
    insert(cursor, "schwab.transaction_items", [{**item, "position_effect": "UNKNOWN"}])


def order(cursor, number: int, **columns) -> None:
    row = {
        "order_id": number, "schwab_order_id": number, "account_id": 1, "session": "NORMAL",
        "duration": "DAY", "order_type": "MARKET", "order_strategy_type": "SINGLE", "quantity": 1,
        "filled_quantity": 1, "status": "FILLED", "entered_time": ENTERED, **columns,
    }  # fmt: skip
    insert(cursor, "schwab.orders", [row])


def leg(cursor, number: int, of_order: int, symbol: str, instruction="BUY", **columns) -> None:
    row = {
        "leg_id": number, "order_id": of_order, "instrument_symbol": symbol, "quantity": 1,
        "instruction": instruction, "instrument_type": "EQUITY", "order_leg_type": "EQUITY",
        "quantity_type": "SHARES", **columns,
    }  # fmt: skip
    insert(cursor, "schwab.order_legs", [row])
    activity = {"activity_id": number, "order_id": of_order, "activity_type": "EXECUTION"}
    insert(cursor, "schwab.order_activities", [{**activity, "execution_type": "FILL"}])
    fill = {
        "execution_id": number, "activity_id": number, "leg_id": number, "price": 10,
        "quantity": 1, "execution_time": ENTERED,
    }  # fmt: skip
    insert(cursor, "schwab.execution_legs", [fill])


def test_trades_of_no_symbol_are_one(odd):
    shown = odd.query(
        "select ticker, trades from marts.symbol_performance where source_system = 'daily_profit'"
    )
    assert shown == [(None, 2)]


def test_what_one_ingestion_shows_seconds_apart_is_open(odd):
    shown = odd.query(
        "select trade_id from staging.stg_daily_profit__open_trades where is_open order by 1"
    )
    assert shown == [("open 1",), ("open 2",)]
    held = "select quantity from marts.open_positions where source_system = 'daily_profit'"
    assert odd.query(held) == [(2,)]


def test_every_ingestion_of_an_account_is_a_reading(odd):
    hours = (
        "select extract(hour from hour_start_at at time zone 'UTC')::integer, last_balance_usd"
        " from marts.portfolio_snapshots_hourly where hour_start_at < '2026-02-12' order by 1"
    )
    assert odd.query(hours) == [(22, 900), (23, 901)]


def test_a_target_or_limit_of_zero_is_none(odd):
    ((days, *terms),) = odd.query(
        "select min_trading_days, max_trading_days, profit_target_usd,"
        " profit_target_progress_ratio, max_drawdown_limit_usd, distance_to_max_drawdown_usd,"
        " max_daily_loss_limit_usd from marts.account_performance where account_id = 'no limits'"
    )
    assert days == 5
    assert terms == [None] * 6


@pytest.mark.parametrize("number", [*WORDS, *LEG_WORDS])
def test_an_order_in_a_word_nobody_listed_is_an_order(odd, number):
    ((*shown,),) = odd.query(
        "select status, ticker, side, filled_quantity from marts.order_history"
        " where source_system = 'schwab' and order_id = %s",
        [str(number)],
    )
    assert shown == ["filled", "MSFT", "buy", 1]


def test_an_order_closed_in_a_word_nobody_listed_is_not_open(odd):
    ended = "select status, native_status, is_active from marts.order_history where order_id = '9'"
    assert odd.query(ended) == [("cancelled", "AWAITING_UR_OUT", False)]


def test_money_in_a_word_nobody_listed_counts(odd):
    equity = (
        "select equity_usd from marts.account_performance"
        " where source_system = 'schwab' and account_id = '1'"
    )
    # Nothing that was bought was sold again: what is left is the dividend.
    assert odd.value(equity) == Decimal(50)
    assert odd.value("select count(*) from staging.stg_schwab__transaction_items") == 1


@pytest.mark.parametrize("number", SPREADS)
def test_a_spread_is_about_what_the_root_of_its_options_stands_for(odd, number):
    _, asset_class, ticker = SPREADS[number]
    shown = odd.query(
        "select instruments.asset_class, instruments.ticker from marts.order_history as orders"
        " join marts.dim_instruments as instruments using (instrument_key)"
        " where order_id = %s and orders.source_system = 'schwab'",
        [str(number)],
    )
    assert shown == [(asset_class, ticker)]


def test_an_account_is_open_where_nobody_says(odd):
    shown = odd.query(
        "select account_id, status, is_open from marts.dim_accounts"
        " where source_system = 'schwab' order by account_id"
    )
    assert shown == [("1", "active", True), ("2", "active", True), ("3", "inactive", False)]
