"""The performance marts against an oracle that reads the raw tables on its own."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module

import pytest

import edge_books
from comparisons import RANKS, Comparison, error
from conftest import AS_OF, Project
from edge_books import SCHWAB_IDS, insert, uid
from generated_books import is_generated
from oracles import COUNTS
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

MARTS = [
    ("account", "daily_profit"), ("account", "mastertrade"), ("account", "schwab"),
    ("account", "patriot"), ("strategy", "mastertrade"), ("strategy", "patriot"),
]  # fmt: skip


# The sample


_COMPARED: dict = {}


@pytest.fixture(scope="session")
def sample(built):
    return _COMPARED.setdefault(built.home, Comparison(built, AS_OF))


@pytest.mark.parametrize(("kind", "system"), MARTS)
def test_every_metric_of_the_sample_is_what_the_oracle_computes(sample, kind, system):
    books = sample.books(kind, system)
    assert books
    assert sample.differences(kind, books) == []


def test_strategies_of_the_sample_are_ranked_as_the_oracle_ranks_them(sample):
    assert sample.differences("strategy", list(sample.shown["strategy"]), RANKS) == []


@pytest.mark.parametrize("column", ["volume_usd", "gross_pnl_usd", "fees_usd", "net_pnl_usd"])
@pytest.mark.parametrize("system", ["daily_profit", "mastertrade"])
def test_sums_of_the_sample_are_exact_to_the_last_digit(sample, system, column):
    for name in (column, f"{column}_30d", f"{column}_7d"):
        for book in sample.books("account", system):
            shown, expected = sample.shown["account"][book], sample.expected["account"][book]
            assert Fraction(shown[name]) == expected[name], (book, name)


def test_no_metric_of_the_sample_is_missing_everywhere(sample):
    columns = set.union(*(set(row) for row in sample.expected["account"].values()))
    filled = {
        column
        for row in sample.shown["account"].values()
        for column in columns
        if row[column] is not None
    }
    assert columns - filled == set()


def test_no_amount_drags_a_tail_of_digits_behind_it(built):
    longest = built.value("select max(scale(net_pnl_usd)) from marts.account_performance")
    assert longest <= 40


# Books made by hand


PROP_BOOKS = [
    *edge_books.PROP, "opened again", "plan with a trailing limit", "plan with a fixed limit",
    "plan nobody lists",
]  # fmt: skip
STRATEGIES = {
    "live and paper": ("mastertrade", 1), "only paper": ("mastertrade", 2),
    "fees in coins": ("mastertrade", 3), "never traded": ("mastertrade", 4),
    "archived": ("mastertrade", 5), "imported twice": ("mastertrade", 6),
    "same number on two pairs": ("mastertrade", 7), "deleted": ("mastertrade", 99),
    "on live and testnet accounts": ("patriot", 201), "given more and again": ("patriot", 202),
    "closed with capital to come": ("patriot", 203), "unused": ("patriot", 204),
    "deleted too": ("patriot", 299),
}  # fmt: skip


@pytest.mark.parametrize("name", PROP_BOOKS)
def test_a_prop_account_made_by_hand(edges, name):
    assert edges.differences("account", [("daily_profit", name)]) == []


@pytest.mark.parametrize("name", ["live", "paper", "testnet"])
def test_an_environment_made_by_hand(edges, name):
    assert edges.differences("account", [("mastertrade", name)]) == []


@pytest.mark.parametrize("name", edge_books.PATRIOT_ACCOUNTS)
def test_an_exchange_account_made_by_hand(edges, name):
    book = ("patriot", uid(edge_books.PATRIOT_ACCOUNTS[name][0]))
    assert edges.differences("account", [book]) == []


@pytest.mark.parametrize("name", edge_books.SCHWAB)
def test_a_brokerage_account_made_by_hand(edges, name):
    assert edges.differences("account", [("schwab", str(SCHWAB_IDS[name]))]) == []


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_made_by_hand(edges, name):
    system, number = STRATEGIES[name]
    assert edges.differences("strategy", [(system, uid(number))]) == []


def test_strategies_made_by_hand_are_ranked_as_the_oracle_ranks_them(edges):
    assert edges.differences("strategy", list(edges.shown["strategy"]), RANKS) == []


def by_hand(books):
    """Those that `generated_books` did not write."""
    return [(system, name) for system, name in books if not is_generated(name)]


def test_no_book_made_by_hand_is_left_out(edges):
    named = {("daily_profit", name) for name in PROP_BOOKS}
    named |= {("mastertrade", name) for name in ("live", "paper", "testnet")}
    named |= {("patriot", uid(number)) for number, _ in edge_books.PATRIOT_ACCOUNTS.values()}
    named |= {("schwab", str(number)) for number in SCHWAB_IDS.values()}
    assert set(by_hand(edges.shown["account"])) == named
    assert set(by_hand(edges.shown["strategy"])) == {
        (system, uid(number)) for system, number in STRATEGIES.values()
    }


# What anybody can compute with a pencil: neither the warehouse nor the oracle is trusted here.
NOTHING = dict.fromkeys(
    [
        "win_rate", "profit_factor", "expectancy_usd", "avg_win_usd", "avg_loss_usd",
        "payoff_ratio", "total_return", "cagr", "volatility", "sharpe_ratio", "sortino_ratio",
        "max_drawdown_pct", "calmar_ratio", "recovery_factor", "value_at_risk_95", "cvar_95",
    ]
)  # fmt: skip
BY_HAND = [
    ("no trades", {**NOTHING, **dict.fromkeys(COUNTS, 0), "net_pnl_usd": 0, "equity_usd": 1000}),
    (
        # Friday to Monday are two trading days.
        "one trade",
        {
            "trades": 1, "winning_trades": 1, "win_rate": 1, "profit_factor": None,
            "expectancy_usd": 50, "equity_usd": 1050, "total_return": 0.05,
            "cagr": 1.05**126 - 1, "max_drawdown_pct": 0, "calmar_ratio": None,
            "sortino_ratio": None, "recovery_factor": None, "sharpe_ratio": 252**0.5 / 2**0.5,
            "longest_drawdown_days": 0, "max_consecutive_wins": 1,
        },
    ),
    ("one trade and closed", {"total_return": 0.05, "volatility": None, "sharpe_ratio": None}),
    (
        "all wins",
        {
            "win_rate": 1, "profit_factor": None, "payoff_ratio": None, "avg_win_usd": 20,
            "max_consecutive_wins": 3, "max_consecutive_losses": 0, "equity_usd": 1060,
            "total_return": 0.06, "max_drawdown_usd": 0, "current_drawdown_usd": 0,
        },
    ),
    (
        "all losses",
        {
            "win_rate": 0, "profit_factor": 0, "payoff_ratio": None, "avg_loss_usd": 20,
            "max_consecutive_losses": 3, "equity_usd": 940, "total_return": -0.06,
            "max_drawdown_pct": 6, "current_drawdown_pct": 6, "max_drawdown_usd": 60,
            "recovery_factor": -1, "longest_drawdown_days": 8,
        },
    ),
    (
        "all flat",
        {
            "trades": 2, "breakeven_trades": 2, "win_rate": None, "expectancy_usd": 0,
            "total_return": 0, "volatility": 0, "sharpe_ratio": None, "sortino_ratio": None,
        },
    ),
    ("equal returns", {"volatility": 0, "sharpe_ratio": None, "total_return": 0.0201}),
    ("opening unknown", {"net_pnl_usd": -10, "equity_usd": None, "total_return": None}),
    ("opens at zero", {"net_pnl_usd": 15, "equity_usd": 15, "total_return": 0.5}),
    ("loses exactly everything", {"total_return": -1, "cagr": -1, "max_drawdown_pct": 100}),
    (
        # 100, 105, -50: the third day begins below zero and has no return.
        "loses more than everything",
        {
            "equity_usd": -20, "cagr": None, "calmar_ratio": None, "total_return": -1.5,
            "max_drawdown_pct": 100 * (1 + 0.5 / 1.05), "max_drawdown_usd": 155,
        },
    ),
    (
        # 14 weekdays from 2 to 19 February, on three of which something happened.
        "flat days between",
        {"total_return": 0.02, "cagr": 1.02**18 - 1, "days_with_trades": 3, "equity_usd": 1020},
    ),
    (
        # It stood at its peak until 17 February, and is open: 13 days below it by 2 March.
        "opened again",
        {
            "is_open": True, "total_return": 0.015, "equity_usd": 1015,
            "longest_drawdown_days": 13, "max_drawdown_usd": 10,
        },
    ),
    (
        "across clock changes",
        {
            "trades": 9, "winning_trades": 6, "losing_trades": 3, "days_with_trades": 5,
            "net_pnl_usd": 15, "total_return": 0.015, "max_consecutive_wins": 2,
        },
    ),
    (
        "leap day",
        {
            "days_with_trades": 3, "total_return": 0.007, "cagr": 1.007**84 - 1,
            "first_activity_date": date(2024, 2, 28),
        },
    ),
    ("regains what it lost", {"longest_drawdown_days": 1, "current_drawdown_usd": 0}),
    ("at midnight", {"days_with_trades": 2}),
    ("around the clock's reading", {"trades": 1, "net_pnl_usd": 10}),
    ("edge of 30 days", {"trades": 2, "trades_30d": 1, "net_pnl_usd_30d": -20}),
    ("edge of 7 days", {"trades": 2, "trades_7d": 1, "net_pnl_usd_7d": -20}),
    ("ties in close time", {"max_consecutive_wins": 2, "max_consecutive_losses": 1}),
    ("a flat trade ends a run", {"max_consecutive_wins": 2, "breakeven_trades": 1}),
    ("sent again with another result", {"trades": 2, "net_pnl_usd": -31}),
    ("even after costs", {"trades": 4, "breakeven_trades": 4, "fees_usd": 15, "win_rate": None}),
    ("a credit of swap", {"gross_pnl_usd": -2, "fees_usd": -3.5, "net_pnl_usd": 1.5}),
    ("nobody lists it", {"net_pnl_usd": 5, "equity_usd": None, "is_open": True}),
    (
        "plan with a trailing limit",
        {
            "net_pnl_usd": 150, "profit_target_usd": 400, "distance_to_profit_target_usd": 250,
            "distance_to_max_drawdown_usd": 400 - 150, "distance_to_max_daily_loss_usd": 170,
        },
    ),
    (
        "plan with a fixed limit",
        {
            "profit_target_progress_ratio": 0.3, "distance_to_max_drawdown_usd": 650,
            "distance_to_max_daily_loss_usd": 220,
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values"), BY_HAND, ids=[name for name, _ in BY_HAND])
def test_a_prop_account_computed_with_a_pencil(edges, name, values):
    row = edges.shown["account"]["daily_profit", name]
    wrong = {column: row[column] for column in values if error(row[column], values[column]) > 1e-9}
    assert wrong == {}


PENCILLED = [
    # (110 - 100) * 1.5; short 2.5 from 110, back at 101; short 2 from 85 on average, back at 85
    ("patriot", "flips in one fill", {"trades": 3, "gross_pnl_usd": 15 + 22.5, "fees_usd": 6}),
    ("patriot", "hedged", {"trades": 2, "winning_trades": 1, "gross_pnl_usd": 0}),
    # 0.02 at 610, 0.0001 at 60011, FOO unknown, and no price of BNB for eight days
    ("patriot", "coins as fees", {"fees_usd": 12.2 + 6.0011, "unconverted_amounts": 2}),
    # 10 * (0.06 - 0.05) at 60017
    ("patriot", "quoted in a coin", {"gross_pnl_usd": 6001.7}),
    ("patriot", "adds up to flat", {"trades": 3, "breakeven_trades": 1}),
    ("patriot", "sent again", {"trades": 1, "gross_pnl_usd": 40}),
    ("schwab", "an option", {"gross_pnl_usd": 310 * 3 - 250 - 520, "fees_usd": 3.9, "trades": 1}),
    ("schwab", "options run out worthless", {"gross_pnl_usd": 100, "fees_usd": 1.95, "trades": 2}),
    ("schwab", "short and then long", {"gross_pnl_usd": 100 + 75, "trades": 2}),
    (
        # Paid in and out between the two trades: the second is judged by what was there then.
        "schwab",
        "deposit and withdrawal",
        {
            "flow_usd": 805,
            "net_pnl_usd": 29.8,
            "max_drawdown_usd": 20,
            "total_return": 1049.8 / 1000 * (834.8 / 854.8) - 1,
        },
    ),
    ("schwab", "fees of nothing", {"trades": 0, "net_pnl_usd": -3, "win_rate": None}),
    ("schwab", "fees of money that moves", {"equity_usd": 9070, "fees_usd": 30, "flow_usd": 9100}),
    ("schwab", "entries tell no status", {"equity_usd": 1000 - 200.65, "trades": 1}),
    ("schwab", "another account is charged too", {"fees_usd": 1, "equity_usd": 4999}),
    ("schwab", "charged for an order of another", {"fees_usd": 0.5, "equity_usd": 499.5}),
    # Shares are held at 150, and what they cost is no flow.
    ("schwab", "assigned, then sold", {"equity_usd": 51_195, "flow_usd": 50_000, "trades": 2}),
    ("schwab", "assigned by a trade", {"equity_usd": 50_200, "flow_usd": 50_000, "trades": 1}),
    ("schwab", "settled in cash", {"equity_usd": 6500, "flow_usd": 5000, "gross_pnl_usd": 1500}),
    ("schwab", "split ten to one", {"equity_usd": 21_000, "trades": 1, "gross_pnl_usd": 1000}),
    # What the shares cost nobody knows.
    ("schwab", "shares and money come from elsewhere", {"equity_usd": 11_040, "flow_usd": 1040}),
    ("schwab", "a bond and an option of no told kind", {"gross_pnl_usd": 50 + 200, "trades": 2}),
]


@pytest.mark.parametrize(("system", "name", "values"), PENCILLED)
def test_a_trading_account_computed_with_a_pencil(edges, system, name, values):
    book = (
        str(SCHWAB_IDS[name]) if system == "schwab" else uid(edge_books.PATRIOT_ACCOUNTS[name][0])
    )
    row = edges.shown["account"][system, book]
    wrong = {column: row[column] for column in values if error(row[column], values[column]) > 1e-9}
    assert wrong == {}


def test_a_deleted_strategy_keeps_its_results_and_its_orders(edges, books):
    row = edges.shown["strategy"]["mastertrade", uid(99)]
    expected = {
        "strategy_name": None, "environment": "live", "is_open": False, "trades": 2,
        "gross_pnl_usd": 21, "fees_usd": 2, "net_pnl_usd": 19, "win_rate": 0.5, "equity_usd": None,
        "total_return": None, "max_drawdown_usd": 13,
    }  # fmt: skip
    assert {name: row[name] for name in expected if error(row[name], expected[name]) > 1e-9} == {}
    orders = "select count(*), sum(fees_usd) from marts.order_history where strategy_key = %s"
    assert books.query(orders, [str(row["strategy_key"])]) == [(2, 2)]


# Books that follow an index through decades


# Modules of arch.data with their columns.
INDEXES = {
    "S&P 500": ("sp500", "Close"), "NASDAQ": ("nasdaq", "Close"), "WTI": ("wti", "DCOILWTICO"),
}  # fmt: skip
INDEX_AS_OF = "2019-02-01 00:00:00+00"
MILLION_MILLION = Decimal(10) ** 12


def closes_of(name: str):
    """Daily closes of an index, as traded."""
    module, column = INDEXES[name]
    # Imported here: every process that collects tests would take a second for it.
    return import_module(f"arch.data.{module}").load()[column].dropna()


@pytest.fixture(scope="session")
def indexes(short_tmp):
    """One account per index, which wins and loses what the index does, rounded to cents."""
    server = Server(home=short_tmp / "indexes", install=wheel_install())
    server.start()
    try:
        connection = server.connect()
        loader.create(connection, ["daily_profit"])
        with connection, connection.cursor() as cursor:
            for name in INDEXES:
                follow(cursor, name, closes_of(name))
        connection.close()
        project = Project(server, short_tmp / "project-indexes")
        project.fill(
            "account_performance",
            "strategy_performance",
            variables={"as_of": INDEX_AS_OF, "systems": ["daily_profit"]},
        )
        yield Comparison(project, INDEX_AS_OF)
    finally:
        server.destroy()


def follow(cursor, name: str, closes) -> None:
    account = {
        "account_id": name, "login": "0", "status": "Active", "phase": "Funded",
        "starting_balance": MILLION_MILLION, "ingestion_timestamp": datetime(2019, 1, 5),
    }  # fmt: skip
    insert(cursor, "daily_profit.raw_accounts_data", [account])
    first, equity = Decimal(str(closes.iloc[0])), MILLION_MILLION
    trades = []
    for number, (day, close) in enumerate(closes.iloc[1:].items(), 1):
        worth = MILLION_MILLION * Decimal(str(close)) / first
        profit = (worth - equity).quantize(Decimal("0.01"))
        equity += profit
        trades.append(
            {
                "trade_id": str(number), "account_id": name, "login": "0", "symbol": "INDEX",
                "side": "buy", "open_time": day, "close_time": day.replace(hour=20),
                "trade_date": day.date(), "profit": profit, "volume_usd": 0,
                "ingestion_timestamp": datetime(2019, 1, 5),
            }
        )  # fmt: skip
    insert(cursor, "daily_profit.raw_trades_closed", trades)


@pytest.mark.parametrize("name", INDEXES)
def test_an_account_that_follows_an_index_matches_the_oracle(indexes, name):
    assert indexes.differences("account", [("daily_profit", name)]) == []


@pytest.mark.parametrize("name", INDEXES)
def test_an_account_that_follows_an_index_earns_and_falls_as_the_index_does(indexes, name):
    closes = closes_of(name)
    row = indexes.shown["account"]["daily_profit", name]
    fall = (1 - closes / closes.cummax()).max()
    assert float(row["total_return"]) == pytest.approx(closes.iloc[-1] / closes.iloc[0] - 1)
    assert float(row["max_drawdown_pct"]) == pytest.approx(100 * fall)
