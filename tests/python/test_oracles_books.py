"""Hundreds of generated books per platform: what the marts show is what raw rows say."""

from datetime import date, timedelta

import pytest

from comparisons import TOLERANCE, Comparison, error, plain
from generated_books import BOOKS, ODD_DAYS, is_generated
from oracles_trading import Trading

MARTS = {
    "symbol_performance": ("source_system", "environment", "ticker"),
    "daily_trading_stats": ("source_system", "environment", "trade_date"),
    "trading_costs": ("source_system", "account_id", "month_start_date", "fee_type"),
    "order_history": ("source_system", "order_id"),
    "execution_quality": ("source_system", "environment", "ticker", "order_date"),
}
# Of mastertrade an account is an environment: there are three.
KINDS = [
    ("account", "daily_profit", BOOKS), ("account", "mastertrade", 0), ("account", "schwab", BOOKS),
    ("account", "patriot", BOOKS), ("strategy", "mastertrade", BOOKS * 0.95),
    ("strategy", "patriot", BOOKS * 0.95),
]  # fmt: skip


@pytest.fixture(scope="module")
def trading(books, edges: Comparison):
    return Trading(books, edges.oracle)


def shown_rows(project, mart: str) -> dict[tuple, dict]:
    """The rows of a mart by their key in native names."""
    costs = mart == "trading_costs"
    names = "join (select account_key, account_id from marts.dim_accounts) as d using (account_key)"
    columns = [name for (name,) in project.query(
        "select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0"
        " order by attnum", [f"marts.{mart}"],
    )]  # fmt: skip
    listed = ", ".join(f"m.{name}" for name in columns)
    text = f"select {listed}{', account_id' if costs else ''} from marts.{mart} as m"
    rows = project.query(f"{text} {names}" if costs else text)
    columns += ["account_id"] if costs else []
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return {tuple(row[name] for name in MARTS[mart]): row for row in found}


@pytest.mark.parametrize(("kind", "system", "least"), KINDS)
def test_every_metric_of_every_generated_book_is_what_the_oracle_computes(
    edges, kind, system, least
):
    books = [book for book in edges.books(kind, system) if is_generated(book[1]) or least == 0]
    assert len(books) >= least
    assert edges.differences(kind, books) == []


@pytest.mark.parametrize("mart", MARTS)
def test_every_number_of_a_trading_mart_is_what_raw_rows_add_up_to(books, trading, mart):
    expected, shown = getattr(trading, mart)(), shown_rows(books, mart)
    assert expected.keys() == shown.keys()
    wrong = []
    for key, row in expected.items():
        for column in (name for name in row if not name.startswith("_")):
            value = shown[key][column]
            value = value.total_seconds() if isinstance(value, timedelta) else value
            if error(value, row[column]) > TOLERANCE:
                wrong.append(f"{key}, {column}: {value}, not {plain(row[column])}")
    assert wrong == []


def test_the_generated_books_are_as_odd_as_they_are_meant_to_be(books, edges):
    """A generator that stops making a shape would make the tests above say less, in silence."""
    accounts, orders = edges.shown["account"].values(), shown_rows(books, "order_history").values()
    days = set(books.query("select day from (select trade_date as day from"
                           " raw_daily_profit.raw_trades_closed) as t"))  # fmt: skip
    found = {
        "without trades": sum(row["trades"] == 0 for row in accounts),
        "one trade": sum(row["trades"] == 1 for row in accounts),
        "only wins": sum(row["trades"] > 3 and row["losing_trades"] == 0 for row in accounts),
        "only losses": sum(row["trades"] > 3 and row["winning_trades"] == 0 for row in accounts),
        "mostly flat": sum(row["breakeven_trades"] > 2 for row in accounts),
        "below zero": sum((row["equity_usd"] or 0) < 0 for row in accounts),
        "lost more than all": sum((row["max_drawdown_pct"] or 0) > 100 for row in accounts),
        "paid out": sum(row["flow_usd"] < 0 for row in accounts),
        "no rate": sum(row["unconverted_amounts"] > 0 for row in accounts),
        "late": sum(row["late_quantity"] > 0 for row in orders),
        "spreads": sum(row["leg_count"] > 1 and row["fills"] > 0 for row in orders),
        "partial": sum(row["status"] == "partially_filled" for row in orders),
        "purged": sum(row["filled_source"] == "platform" for row in orders),
        "mixed fees": sum(len(row["fee_amounts"] or ()) > 1 for row in orders),
        "at midnight": books.value(
            "select count(*) from raw_daily_profit.raw_trades_closed"
            " where close_time::time in ('00:00', '23:59:59.999999')"
        ),
        "odd days": sum((day,) in days for day in ODD_DAYS),
        "a leap day": ((date(2024, 2, 29),) in days) * 10,
    }
    assert {name: number for name, number in found.items() if number < 8} == {}
