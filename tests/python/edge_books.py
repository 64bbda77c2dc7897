"""Accounts and strategies made by hand, each with one thing that is easily got wrong.

Every function writes rows of one platform into raw tables without constraints.
"""

from datetime import datetime, timedelta
from uuid import UUID

from psycopg2.extras import execute_values

AS_OF = "2026-03-02 12:00:00+00"
LOADED = datetime(2026, 3, 2, 6)
# Lists of accounts and strategies say since when there is one: not since the test began.
LONG_AGO = datetime(2024, 1, 1)


def insert(cursor, name: str, rows: list[dict]) -> None:
    """Insert rows that may have different columns, in order."""
    for row in rows:
        columns = ", ".join(f'"{column}"' for column in row)
        execute_values(
            cursor, f"insert into raw_{name} ({columns}) values %s", [tuple(row.values())]
        )


def uid(number: int) -> str:
    return str(UUID(int=number))


def fill_all(connection) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'")
        daily_profit(cursor)
        mastertrade(cursor)
        patriot(cursor)
        schwab(cursor)


# daily_profit: book, opening balance, status, trades as (close time, profit, other columns)

CLOSE = "2026-02-%02d 15:00"


def at(*moments_and_profits) -> list[tuple]:
    pairs = zip(moments_and_profits[::2], moments_and_profits[1::2], strict=True)
    return [(moment, profit, {}) for moment, profit in pairs]


PROP = {
    "no trades": (1000, "Active", []),
    "one trade": (1000, "Active", at("2026-02-27 15:00", 50)),
    "one trade and closed": (1000, "Passed", at("2026-02-27 15:00", 50)),
    "all wins": (1000, "Active", at(CLOSE % 23, 10, CLOSE % 24, 20, CLOSE % 25, 30)),
    "all losses": (1000, "Active", at(CLOSE % 23, -10, CLOSE % 24, -20, CLOSE % 25, -30)),
    "all flat": (1000, "Active", at(CLOSE % 23, 0, CLOSE % 24, 0)),
    "flat days between": (1000, "Passed", at(CLOSE % 2, 40, CLOSE % 11, -25, CLOSE % 19, 5)),
    "equal returns": (1000, "Passed", at(CLOSE % 23, 10, CLOSE % 24, "10.10")),
    "opens at zero": (0, "Active", at(CLOSE % 23, 10, CLOSE % 24, 20, CLOSE % 25, -15)),
    "opening unknown": (None, "Active", at(CLOSE % 23, 10, CLOSE % 24, -20)),
    "loses more than everything": (
        100, "Active", at(CLOSE % 23, 5, CLOSE % 24, -155, CLOSE % 25, 30),
    ),
    "loses exactly everything": (100, "Active", at(CLOSE % 23, -100, CLOSE % 25, 30)),
    "regains what it lost": (1000, "Active", at(CLOSE % 3, -2, CLOSE % 4, 2)),
    "regains what it lost after a win": (
        997, "Active", at(CLOSE % 2, 3, CLOSE % 3, -2, CLOSE % 4, 1, CLOSE % 5, 1),
    ),
    "gone quiet": (1000, "Inactive", at("2025-06-02 15:00", 10, "2025-06-20 15:00", -5)),
    "quiet but open": (1000, "Active", at("2025-06-02 15:00", 10, "2025-06-20 15:00", -5)),
    "ends inside the window": (1000, "Breached", at("2026-01-20 15:00", 10, CLOSE % 10, -50)),
    "across clock changes": (
        1000,
        "Active",
        at(
            "2025-03-09 06:59:59", 1, "2025-03-09 07:00", -2, "2025-03-29 23:59:59.999", 3,
            "2025-03-30 00:30", 4, "2025-03-30 01:00", -5, "2025-10-26 00:59", 6,
            "2025-10-26 01:00", 7, "2025-11-02 05:30", -8, "2025-11-02 06:30", 9,
        ),
    ),
    "leap day": (
        1000, "Inactive", at("2024-02-28 15:00", 5, "2024-02-29 15:00", -7, "2024-03-01 15:00", 9),
    ),
    "at midnight": (
        1000, "Active", at("2026-02-09 23:59:59.999999", 10, "2026-02-10 00:00:00", -20),
    ),
    "weekend trades": (
        1000, "Active", at("2026-02-20 15:00", 5, "2026-02-21 15:00", -7, "2026-02-22 15:00", 3),
    ),
    "around the clock's reading": (
        1000,
        "Active",
        at("2026-03-02 12:00:00", 10, "2026-03-02 12:00:01", 99, "2026-03-03 09:00", 99),
    ),
    "edge of 30 days": (1000, "Active", at("2026-01-31 23:00", 10, "2026-02-01 00:00", -20)),
    "edge of 7 days": (1000, "Active", at("2026-02-23 23:00", 10, "2026-02-24 00:00", -20)),
    "edge of 365 days": (1000, "Active", at("2025-03-02 15:00", -300, "2025-03-03 15:00", -20)),
    "ties in close time": (
        1000,
        "Active",
        [
            ("2026-02-24 15:00", profit, {"trade_id": number})
            for number, profit in (("100", 5), ("99", -5), ("9", -1), ("11", 5), ("10", 5))
        ],
    ),
    "a flat trade ends a run": (
        1000, "Active", at(CLOSE % 23, 1, CLOSE % 24, 1, CLOSE % 25, 0, CLOSE % 26, 1),
    ),
    "sent again with another result": (
        1000,
        "Active",
        [
            (CLOSE % 24, 100, {"trade_id": "5", "ingestion_timestamp": datetime(2026, 2, 24, 20)}),
            (CLOSE % 24, -40, {"trade_id": "5", "ingestion_timestamp": datetime(2026, 2, 25, 20)}),
            (CLOSE % 25, 7, {"trade_id": "6", "ingestion_timestamp": None}),
            (CLOSE % 25, 9, {"trade_id": "6", "ingestion_timestamp": datetime(2026, 2, 25, 20)}),
        ],
    ),
    "even after costs": (
        1000,
        "Active",
        [
            (CLOSE % 23, 7, {"commission": -7}),
            (CLOSE % 24, 7, {"commission": 7, "swap": 0}),
            (CLOSE % 25, 5, {"commission": -2, "swap": -3}),
            (CLOSE % 26, -4, {"commission": -1, "swap": 5}),
        ],
    ),
    "a credit of swap": (1000, "Active", [(CLOSE % 24, -2, {"commission": None, "swap": "3.50"})]),
    "nobody lists it": (None, None, at(CLOSE % 23, 10, CLOSE % 24, -5)),
    # Too wild for floating point: none of them may stop the build of all the others.
    # (0.05)^252 and (1e-6)^126 are below the smallest number there is.
    "nearly wiped out on its only day": (1000, "Passed", at(CLOSE % 24, -950)),
    "nearly wiped out on the first of two days": (
        1000, "Passed", at(CLOSE % 24, "-999.99", CLOSE % 25, 0),
    ),
    # Its growth per year is just a number; over its tiny fall it is none.
    "a fortune and then a cent lost": (
        1000, "Passed", at(CLOSE % 24, 256_000, CLOSE % 25, "-0.01"),
    ),
    # 1e307, which guards its Calmar ratio, times its fall is above the largest number there is.
    "loses a hundred times what it has": (1000, "Passed", at(CLOSE % 24, -100_000, CLOSE % 25, 5)),
}  # fmt: skip

# Closed and opened again: the last copy says it is open, so the quiet weeks count.
REOPENED = [("Active", "2026-01-05"), ("Inactive", "2026-01-20"), ("Active", "2026-02-16")]


def daily_profit(cursor) -> None:
    insert(
        cursor,
        "daily_profit.raw_plans_data",
        [
            {
                "plan_id": "trailing", "starting_balance": 5000, "profit_target_pct": 8,
                "max_drawdown": 400, "max_daily_drawdown_pct": 4, "is_drawdown_relative": True,
            },
            {
                "plan_id": "fixed", "starting_balance": 5000, "profit_target": 500,
                "max_drawdown_pct": 10, "max_daily_drawdown": 250,
            },
        ],
    )  # fmt: skip
    for plan in ("trailing", "fixed"):
        prop_account(cursor, f"plan with a {plan} limit", None, "Active", plan_id=plan)
        trades = at(CLOSE % 23, 300, CLOSE % 24, -120, "2026-03-02 08:00", -30)
        prop_trades(cursor, f"plan with a {plan} limit", trades)
    prop_account(
        cursor, "plan nobody lists", 2000, "Active", plan_id="lost", profit_target_pct=10,
        max_drawdown_pct=5, max_daily_drawdown_pct=2, is_drawdown_relative=True,
    )  # fmt: skip
    prop_trades(cursor, "plan nobody lists", at(CLOSE % 23, -30))
    for book, (opening, status, trades) in PROP.items():
        if status is not None:
            prop_account(cursor, book, opening, status)
        prop_trades(cursor, book, trades)
    for status, loaded in REOPENED:
        prop_account(cursor, "opened again", 1000, status, ingestion_timestamp=loaded)
    prop_trades(cursor, "opened again", at("2026-01-07 15:00", 25, "2026-02-18 15:00", -10))


def prop_account(cursor, book: str, opening, status: str, **columns) -> None:
    account = {
        "account_id": book, "login": "0", "starting_balance": opening, "status": status,
        "phase": "Funded", "current_equity": 1, "created_at": LONG_AGO,
        "ingestion_timestamp": LOADED, **columns,
    }  # fmt: skip
    insert(cursor, "daily_profit.raw_accounts_data", [account])


def prop_trades(cursor, book: str, trades: list[tuple]) -> None:
    for number, (closed, profit, columns) in enumerate(trades, 1):
        trade = {
            "trade_id": str(number), "account_id": book, "login": "0", "symbol": "EURUSD",
            "side": "buy", "close_time": closed, "trade_date": closed[:10], "profit": profit,
            "volume_usd": 1000, "ingestion_timestamp": LOADED, **columns,
        }  # fmt: skip
        insert(cursor, "daily_profit.raw_trades_closed", [trade])


# mastertrade


def mastertrade(cursor) -> None:
    # BNB has a price up to 20 February, BTC every day.
    for symbol, price, last in (("BNBUSDT", 600, 20), ("BTCUSDT", 60000, 28)):
        for day in range(1, last + 1):
            candle = {"symbol": symbol, "timestamp": f"2026-02-{day:02d}", "interval": "1d"}
            close = dict.fromkeys(("open", "high", "low", "close"), price + day)
            insert(cursor, "mastertrade.market_data", [{**candle, **close, "volume": 1}])
    insert(
        cursor,
        "mastertrade.strategies",
        [
            {
                "id": uid(number), "name": name, "symbol": "BTCUSDT", "interval": "1h",
                "parameters": "{}", "status": status, "activated_at": "2026-02-02",
                "created_at": LONG_AGO,
                "archived_at": archived,
            }
            for number, name, status, archived in (
                (1, "live and paper", "active", None), (2, "only paper", "paper", None),
                (3, "fees in coins", "active", None), (4, "never traded", "draft", None),
                (5, "archived", "archived", "2026-02-20"), (6, "imported twice", "active", None),
                (7, "same number on two pairs", "active", None),
            )
        ],
    )  # fmt: skip
    backtests = [(1, 5000, "2026-01-01"), (1, 8000, "2026-01-02"), (1, 6000, "2025-12-31")]
    for number, (strategy, capital, created) in enumerate(backtests, 1):
        backtest = {
            "id": number, "strategy_id": uid(strategy), "initial_capital": capital,
            "start_date": "2025-01-01", "end_date": "2025-12-01",
        }  # fmt: skip
        insert(cursor, "mastertrade.backtest_results", [{**backtest, "created_at": created}])
    trades = [
        # strategy, environment, executed, result, fee, coin, other columns
        (1, "live", "2026-02-05 10:00", None, 1, "USDT", {}),
        (1, "live", "2026-02-06 10:00", 40, 1, "USDT", {}),
        (1, "live", "2026-02-09 10:00", "-15.25", 1, "USDC", {}),
        (1, "paper", "2026-02-06 10:00", 4000, 1, "USDT", {}),
        (2, "paper", "2026-02-07 10:00", 10, 0, None, {}),
        (2, "paper", "2026-02-08 10:00", 0, 0, "USDT", {}),
        (3, "live", "2026-02-10 10:00", 9, "0.01", "BNB", {}),
        (3, "live", "2026-02-11 10:00", 9, "0.0001", "BTC", {}),
        (3, "live", "2026-02-12 10:00", 9, "0.5", "FOO", {}),
        (3, "live", "2026-02-13 10:00", 9, "0.5", None, {}),
        (3, "live", "2026-02-14 10:00", 9, "-0.25", "USDT", {}),
        (3, "live", "2026-02-26 23:59:59", 9, "0.01", "BNB", {}),
        (3, "live", "2026-02-27 00:00:00", 9, "0.01", "BNB", {}),
        (5, "live", "2026-02-10 10:00", 10, 1, "USDT", {}),
        (5, "live", "2026-02-15 10:00", -20, 1, "USDT", {}),
        (6, "live", "2026-02-15 10:00", 70, 1, "USDT", {"exchange_trade_id": "77"}),
        (6, "live", "2026-02-15 10:00", 50, 2, "USDT",
         {"exchange_trade_id": "77", "created_at": "2026-02-16"}),
        (7, "testnet", "2026-02-17 10:00", 11, 0, "USDT", {"exchange_trade_id": "88"}),
        (7, "testnet", "2026-02-18 10:00", 22, 0, "USDT",
         {"exchange_trade_id": "88", "symbol": "BNBUSDT"}),
        # Its strategy was deleted; the trades and the order remain.
        (99, "live", "2026-02-12 10:00", 33, 1, "USDT", {}),
        (99, "live", "2026-02-13 10:00", -12, 1, "USDT", {}),
    ]  # fmt: skip
    for number, (strategy, environment, executed, result, fee, coin, columns) in enumerate(
        trades, 1
    ):
        order = {
            "id": uid(1000 + number), "strategy_id": uid(strategy), "symbol": "BTCUSDT",
            "side": "SELL", "order_type": "MARKET", "quantity": 1, "environment": environment,
            "status": "cancelled", "created_at": executed,
        }  # fmt: skip
        trade = {
            "id": number, "order_id": order["id"], "strategy_id": uid(strategy),
            "symbol": "BTCUSDT",
            "side": "SELL", "quantity": "0.5", "price": 60000, "commission": fee,
            "commission_asset": coin, "realized_pnl": result, "environment": environment,
            "executed_at": executed, "created_at": executed, **columns,
        }  # fmt: skip
        insert(cursor, "mastertrade.orders", [order])
        insert(cursor, "mastertrade.trades", [trade])
    for day, worth in (("2026-02-01", 9000), ("2026-02-20", 9500), ("2026-03-03", 1)):
        for asset, share in (("USDT", worth - 500), ("BTC", 500)):
            balance = {"environment": "live", "asset": asset, "timestamp": day}
            amounts = {"free_balance": 1, "total_balance": 1, "usd_value": share}
            insert(cursor, "mastertrade.portfolio_balances", [{**balance, **amounts}])


# patriot: account, strategy, symbol, position side, then fills as
# (moment, side, quantity, price, fee, coin)

PATRIOT_ACCOUNTS = {
    "flips in one fill": (101, False), "hedged": (102, False), "coins as fees": (103, False),
    "quoted in a coin": (104, False), "on the testnet": (105, True), "shared": (106, False),
    "strategy is gone": (107, False), "bought in many pieces": (108, False),
    "no snapshot": (109, False), "sent again": (110, False), "at one moment": (111, False),
    "adds up to flat": (112, False), "two strategies": (113, False),
}  # fmt: skip

PATRIOT_FILLS = [
    ("flips in one fill", None, "BTCUSDT", None, [
        ("2026-02-10 10:00", "BUY", "1.5", 100, 1, "USDT"),
        ("2026-02-11 10:00", "SELL", 4, 110, 1, "USDT"),
        ("2026-02-12 10:00", "BUY", "2.5", 101, 1, "USDT"),
        ("2026-02-13 10:00", "SELL", 1, 90, 1, "USDT"),
        ("2026-02-14 10:00", "SELL", 1, 80, 1, "USDT"),
        ("2026-02-15 10:00", "BUY", 3, 85, 1, "USDT"),
    ]),
    ("hedged", None, "BTCUSDT", "LONG", [
        ("2026-02-10 10:00", "BUY", 2, 100, 0, None), ("2026-02-12 10:00", "SELL", 2, 90, 0, None),
    ]),
    ("hedged", None, "BTCUSDT", "SHORT", [
        ("2026-02-11 10:00", "SELL", 2, 100, 0, None), ("2026-02-12 10:00", "BUY", 2, 90, 0, None),
    ]),
    ("coins as fees", None, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 60000, "0.02", "BNB"),
        ("2026-02-11 10:00", "SELL", 1, 60100, "0.0001", "BTC"),
        ("2026-02-12 10:00", "SELL", 1, 60000, 5, "FOO"),
        ("2026-02-28 10:00", "BUY", 1, 59000, "0.02", "BNB"),
    ]),
    ("quoted in a coin", None, "ETHBTC", "BOTH", [
        ("2026-02-10 10:00", "BUY", 10, "0.05", "0.00001", "BTC"),
        ("2026-02-17 10:00", "SELL", 10, "0.06", "0.00001", "BTC"),
    ]),
    ("on the testnet", 201, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 0, None),
        ("2026-02-11 10:00", "SELL", 1, 9000, 0, None),
    ]),
    ("shared", 201, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 1, "USDT"),
        ("2026-02-12 10:00", "SELL", 1, 130, 1, "USDT"),
        ("2026-02-20 10:00", "BUY", 1, 100, 1, "USDT"),
        ("2026-02-21 10:00", "SELL", 1, 85, 1, "USDT"),
    ]),
    ("strategy is gone", 299, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 1, "USDT"),
        ("2026-02-12 10:00", "SELL", 1, 130, 1, "USDT"),
    ]),
    ("bought in many pieces", None, "BTCUSDT", "BOTH", [
        *(
            (f"2026-02-10 10:{n:02d}", "BUY", f"0.{n + 1:08d}", f"{100 + n}.{n + 7:08d}", 0, None)
            for n in range(40)
        ),
        ("2026-02-12 10:00", "SELL", "0.00000400", "101.00000001", 0, None),
    ]),
    ("no snapshot", None, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 1, "USDT"),
        ("2026-02-12 10:00", "SELL", 1, 130, 1, "USDT"),
    ]),
    ("at one moment", None, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 0, None), ("2026-02-10 10:00", "BUY", 1, 120, 0, None),
        ("2026-02-10 10:00", "SELL", 1, 130, 0, None), ("2026-02-10 10:00", "BUY", 1, 140, 0, None),
    ]),
    ("adds up to flat", None, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 10, 0, None), ("2026-02-10 11:00", "BUY", 2, 11, 0, None),
        ("2026-02-10 12:00", "BUY", 4, "11.75", 0, None),
        ("2026-02-11 10:00", "SELL", 3, "11.28571429", 0, None),
        ("2026-02-12 10:00", "SELL", 4, "11.28571429", 0, None),
        ("2026-02-13 10:00", "BUY", 1, 10, 0, None), ("2026-02-13 11:00", "BUY", 1, 10, 0, None),
        ("2026-02-13 12:00", "BUY", 1, 11, 0, None), ("2026-02-13 13:00", "BUY", 1, 9, 0, None),
        ("2026-02-14 10:00", "SELL", 4, 10, 0, None),
    ]),
    ("two strategies", 202, "BTCUSDT", "BOTH", [
        ("2026-02-10 10:00", "BUY", 1, 100, 0, None), ("2026-02-12 10:00", "SELL", 1, 120, 0, None),
    ]),
    ("two strategies", 203, "BTCUSDT", "BOTH", [
        ("2026-02-11 10:00", "BUY", 1, 200, 0, None), ("2026-02-13 10:00", "SELL", 1, 190, 0, None),
    ]),
]  # fmt: skip

# strategy, account, capital, given, taken back
ASSIGNMENTS = [
    (201, "shared", 500, "2026-02-01", None), (201, "on the testnet", 7000, "2026-02-01", None),
    (202, "two strategies", 100, "2026-02-05", "2026-02-11"),
    (202, "two strategies", 300, "2026-02-11 06:00", None),
    (203, "two strategies", 50, "2026-02-11 09:00", "2026-02-20"),
    (203, "two strategies", 900, "2026-03-05", None),
]  # fmt: skip


def patriot(cursor) -> None:
    exchange, user = uid(1), uid(2)
    for number, base, quote in ((11, "BTC", "USDT"), (12, "ETH", "BTC")):
        pair = {"id": uid(number), "exchange_id": exchange, "symbol": base + quote}
        insert(cursor, "patriot.symbols", [{**pair, "base_asset": base, "quote_asset": quote}])
    for name, (number, is_testnet) in PATRIOT_ACCOUNTS.items():
        account = {
            "id": uid(number), "user_id": user, "exchange": "BINANCE", "account_name": name,
            "encrypted_api_key": "x", "encrypted_api_secret": "x", "is_testnet": is_testnet,
            "created_at": LONG_AGO,
        }  # fmt: skip
        insert(cursor, "patriot.user_accounts", [account])
        for moment, balance in (("2026-02-01", 1000), ("2026-02-25", 1100), ("2026-03-04", 9)):
            if name != "no snapshot":
                snapshot = {
                    "time": moment, "user_id": user, "account_id": uid(number),
                    "exchange": "BINANCE", "total_balance_usd": balance,
                    "available_balance_usd": balance, "unrealized_pnl_usd": -5,
                }  # fmt: skip
                insert(cursor, "patriot.portfolio_snapshots", [snapshot])
    for number in (201, 202, 203, 204):
        strategy = {
            "id": uid(number), "name": f"strategy {number}", "strategy_type": "GRID",
            "is_active": number != 203, "created_at": LONG_AGO,
        }  # fmt: skip
        insert(cursor, "patriot.strategies", [strategy])
    for number, (strategy, name, capital, given, taken) in enumerate(ASSIGNMENTS, 301):
        assignment = {
            "id": uid(number), "user_id": user, "account_id": uid(PATRIOT_ACCOUNTS[name][0]),
            "strategy_id": uid(strategy), "allocation_percent": 50, "is_active": taken is None,
            "allocated_balance_usd": capital, "assigned_at": given, "deactivated_at": taken,
        }  # fmt: skip
        insert(cursor, "patriot.user_strategy_assignments", [assignment])
    number = 10_000
    for name, strategy, symbol, position_side, fills in PATRIOT_FILLS:
        for moment, side, quantity, price, fee, coin in fills:
            number += 1
            patriot_fill(
                cursor, number, name, strategy, symbol, position_side, side, quantity, price,
                moment, commission=fee, commission_asset=coin,
            )  # fmt: skip
    # A fill that came again with another price, in an order that was cancelled half way.
    patriot_fill(cursor, 9001, "sent again", None, "BTCUSDT", "BOTH", "BUY", 1, 100, "2026-02-10")
    for copy, price in ((9002, 150), (9003, 140)):
        patriot_fill(
            cursor, copy, "sent again", None, "BTCUSDT", "BOTH", "SELL", 1, price, "2026-02-11",
            order=9002, exchange_fill_id="once", created_at=LOADED + timedelta(minutes=copy),
        )  # fmt: skip


def patriot_fill(
    cursor, number, name, strategy, symbol, position_side, side, quantity, price, moment,
    *, order=None, **columns,
):  # fmt: skip
    """A fill and, if it belongs to none yet, its order: cancelled, though half of it was filled."""
    if order in (None, number):
        row = {
            "id": uid(order or number), "user_id": uid(2), "symbol": symbol, "side": side,
            "account_id": uid(PATRIOT_ACCOUNTS[name][0]), "position_side": position_side,
            "strategy_id": None if strategy is None else uid(strategy), "order_type": "MARKET",
            "quantity": 100, "status": "CANCELLED", "created_at": moment, "cancelled_at": moment,
        }  # fmt: skip
        insert(cursor, "patriot.orders", [row])
    fill = {
        "id": uid(number), "order_id": uid(order or number), "user_id": uid(2),
        "quantity": quantity, "price": price, "fill_timestamp": moment, "created_at": LOADED,
        **columns,
    }  # fmt: skip
    insert(cursor, "patriot.order_fills", [fill])


# schwab: account, fills as (moment, instruction, symbol, type, quantity, price, order, fee of the
# order's day), ledger entries as (moment, kind, amount, other columns)

CALL = "AAPL  260619C00200000"
PUT = "AAPL  260220P00150000"
STOCK, OPTION, BOND = "EQUITY", "OPTION", "FIXED_INCOME"

SCHWAB = {
    "deposit and withdrawal": (
        [
            ("2026-02-10 15:00", "BUY", "AAPL", STOCK, 10, 100, None, "0.10"),
            ("2026-02-12 15:00", "SELL", "AAPL", STOCK, 10, 105, None, "0.10"),
            ("2026-02-20 15:00", "BUY", "AAPL", STOCK, 10, 100, None, 0),
            ("2026-02-23 15:00", "SELL", "AAPL", STOCK, 10, 98, None, 0),
        ],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 1000, {}),
            ("2026-02-13 15:00", "ACH_DISBURSEMENT", -400, {}),
            ("2026-02-14 15:00", "WIRE_IN", 200, {}),
            ("2026-02-18 15:00", "DIVIDEND_OR_INTEREST", 5, {}),
            ("2026-02-18 15:00", "WIRE_IN", 7777, {"status": "INVALID"}),
            ("2026-03-09 15:00", "WIRE_IN", 8888, {}),
        ],
    ),
    "takes out more than it has": (
        [
            ("2026-02-10 15:00", "BUY", "AAPL", STOCK, 1, 100, None, 0),
            ("2026-02-12 15:00", "SELL", "AAPL", STOCK, 1, 105, None, 0),
            ("2026-02-17 15:00", "BUY", "AAPL", STOCK, 1, 100, None, 0),
            ("2026-02-19 15:00", "SELL", "AAPL", STOCK, 1, 90, None, 0),
        ],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 100, {}),
            ("2026-02-13 15:00", "WIRE_OUT", -150, {}),
            ("2026-02-23 15:00", "WIRE_IN", 500, {}),
        ],
    ),
    "an option": (
        [
            ("2026-02-10 15:00", "BUY_TO_OPEN", CALL, OPTION, 1, "2.50", 1, "1.95"),
            ("2026-02-10 15:05", "BUY_TO_OPEN", CALL, OPTION, 2, "2.60", 1, 0),
            ("2026-02-11 15:00", "SELL_TO_CLOSE", CALL, OPTION, 3, "3.10", 2, "1.95"),
        ],
        [("2026-02-09 15:00", "ACH_RECEIPT", 2000, {})],
    ),
    "options run out worthless": (
        [
            ("2026-02-10 15:00", "BUY_TO_OPEN", CALL, OPTION, 2, "1.50", None, "1.30"),
            ("2026-02-10 15:30", "SELL_TO_OPEN", PUT, OPTION, 1, "4.00", None, "0.65"),
        ],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 2000, {}),
            ("2026-02-20 22:00", "RECEIVE_AND_DELIVER", 0, {"items": [(CALL, -2, 0, OPTION)]}),
            ("2026-02-20 22:00", "RECEIVE_AND_DELIVER", 0, {"items": [(PUT, 1, 0, None)]}),
        ],
    ),
    "short and then long": (
        [
            ("2026-02-10 15:00", "SELL_SHORT", "AAPL", STOCK, 10, 100, None, 0),
            ("2026-02-11 15:00", "BUY", "AAPL", STOCK, 25, 90, None, 0),
            ("2026-02-12 15:00", "SELL", "AAPL", STOCK, 15, 95, None, 0),
        ],
        [("2026-02-09 15:00", "ACH_RECEIPT", 5000, {})],
    ),
    "fees of nothing": (
        [("2026-02-10 15:00", "BUY", "AAPL", STOCK, 1, 100, None, 0)],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 500, {}),
            ("2026-02-17 15:00", "TRADE", -3, {"fee": 3}),
        ],
    ),
    "executions of one second": (
        [
            ("2026-02-10 15:00", "BUY", "AAPL", STOCK, "0.3333", 100, 1, "0.01"),
            ("2026-02-10 15:00", "SELL", "AAPL", STOCK, "0.1111", 101, 1, 0),
            ("2026-02-10 15:00", "BUY", "AAPL", STOCK, "0.2222", 99, 1, 0),
            ("2026-02-10 15:00", "SELL", "AAPL", STOCK, "0.4444", "99.50", 1, 0),
        ],
        [("2026-02-09 15:00", "ACH_RECEIPT", 500, {})],
    ),
    "fees of money that moves": (
        [],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 10_000, {}),
            ("2026-02-17 15:00", "WIRE_OUT", -1025, {"fee": 25}),
            ("2026-02-18 15:00", "DIVIDEND", 95, {"fee": 5}),
        ],
    ),
    "entries tell no status": (
        [("2026-02-10 15:00", "BUY_TO_OPEN", CALL, OPTION, 1, 2, 1, 0)],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 1000, {"status": None}),
            ("2026-02-10 21:00", "TRADE", "-0.65", {"status": None, "order": 1, "fee": "0.65"}),
            (
                "2026-02-20 22:00",
                "RECEIVE_AND_DELIVER",
                0,
                {"status": None, "items": [(CALL, -1, 0, OPTION)]},
            ),
        ],
    ),
    "another account is charged too": (
        [("2026-02-10 15:00", "BUY", "AAPL", STOCK, 10, 100, 1, 1)],
        [("2026-02-09 15:00", "ACH_RECEIPT", 5000, {})],
    ),
    "charged for an order of another": (
        [],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 500, {}),
            ("2026-02-10 16:00", "TRADE", "-0.50", {"order": -9_999, "fee": "0.50"}),
        ],
    ),
    "assigned, then sold": (
        [
            ("2026-02-10 15:00", "SELL_TO_OPEN", PUT, OPTION, 1, 2, None, 0),
            ("2026-02-24 15:00", "SELL", "AAPL", STOCK, 100, 160, None, 0),
        ],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 50_000, {}),
            (
                "2026-02-20 22:00",
                "RECEIVE_AND_DELIVER",
                -15_005,
                {"fee": 5, "items": [(PUT, 1, 0, OPTION), ("AAPL", 100, -15_000, STOCK)]},
            ),
        ],
    ),
    "assigned by a trade": (
        [("2026-02-10 15:00", "SELL_TO_OPEN", PUT, OPTION, 1, 2, None, 0)],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 50_000, {}),
            ("2026-02-20 22:00", "RECEIVE_AND_DELIVER", 0, {"items": [(PUT, 1, 0, OPTION)]}),
            ("2026-02-20 22:00", "TRADE", -15_000, {"items": [("AAPL", 100, -15_000, STOCK)]}),
        ],
    ),
    "settled in cash": (
        [("2026-02-10 15:00", "BUY_TO_OPEN", CALL, OPTION, 1, 10, None, 0)],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 5000, {}),
            ("2026-02-20 22:00", "RECEIVE_AND_DELIVER", 2500, {"items": [(CALL, -1, 2500, None)]}),
        ],
    ),
    "split ten to one": (
        [
            ("2026-02-10 15:00", "BUY", "AAPL", STOCK, 10, 1200, None, 0),
            ("2026-02-24 15:00", "SELL", "AAPL", STOCK, 100, 130, None, 0),
        ],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 20_000, {}),
            ("2026-02-17 09:00", "RECEIVE_AND_DELIVER", 0, {"items": [("AAPL", 90, 0, STOCK)]}),
        ],
    ),
    "shares and money come from elsewhere": (
        [("2026-02-24 15:00", "SELL", "AAPL", STOCK, 50, 200, None, 0)],
        [
            ("2026-02-09 15:00", "ACH_RECEIPT", 1000, {}),
            ("2026-02-10 15:00", "RECEIVE_AND_DELIVER", 40, {"items": [("AAPL", 50, 0, STOCK)]}),
        ],
    ),
    "a bond and an option of no told kind": (
        [
            ("2026-02-10 15:00", "BUY", "912828ZT0", BOND, 10_000, "98.50", None, 0),
            ("2026-02-11 15:00", "SELL", "912828ZT0", BOND, 10_000, 99, None, 0),
            ("2026-02-12 15:00", "BUY_TO_OPEN", CALL, None, 2, 5, None, 0),
            ("2026-02-13 15:00", "SELL_TO_CLOSE", CALL, None, 2, 6, None, 0),
        ],
        [("2026-02-09 15:00", "ACH_RECEIPT", 50_000, {})],
    ),
    "nothing but a deposit": ([], [("2026-02-09 15:00", "ACH_RECEIPT", 500, {})]),
    "nothing at all": ([], []),
}
SCHWAB_IDS = {name: number for number, name in enumerate(SCHWAB, 1)}


def schwab(cursor) -> None:
    # The last execution gets a number of one digit more than the one before it.
    number = 90
    for name, (fills, entries) in SCHWAB.items():
        account = SCHWAB_IDS[name]
        insert(
            cursor,
            "schwab.accounts",
            [
                {
                    "account_id": account,
                    "account_hash": name,
                    "account_type": "CASH",
                    "created_at": LONG_AGO,
                }
            ],
        )
        for moment, instruction, symbol, kind, quantity, price, order, fee in fills:
            number += 1
            order = account * 10_000 + (order or number)
            schwab_fill(
                cursor, number, account, order, moment, instruction, symbol, kind, quantity, price
            )
            if fee:
                number += 1
                schwab_entry(cursor, number, account, moment, "TRADE", -1, order=order, fee=fee)
        for moment, kind, amount, columns in entries:
            number += 1
            if "order" in columns:
                columns = {**columns, "order": account * 10_000 + columns["order"]}
            schwab_entry(cursor, number, account, moment, kind, amount, **columns)


def schwab_fill(cursor, number, account, order, moment, instruction, symbol, kind, quantity, price):
    cursor.execute("select from raw_schwab.orders where order_id = %s", [order])
    if not cursor.rowcount:
        row = {"order_id": order, "schwab_order_id": order, "account_id": account}
        insert(cursor, "schwab.orders", [{**row, "status": "CANCELED", "entered_time": moment}])
    leg = {
        "leg_id": number, "order_id": order, "instruction": instruction, "quantity": quantity,
        "instrument_symbol": symbol, "instrument_type": kind,
    }  # fmt: skip
    insert(cursor, "schwab.order_legs", [leg])
    insert(cursor, "schwab.order_activities", [{"activity_id": number, "order_id": order}])
    execution = {
        "execution_id": number, "activity_id": number, "leg_id": number, "price": price,
        "quantity": quantity, "execution_time": moment,
    }  # fmt: skip
    insert(cursor, "schwab.execution_legs", [execution])


def schwab_entry(
    cursor, number, account, moment, kind, amount, *, order=None, fee=None, items=(),
    status="VALID",
):  # fmt: skip
    entry = {
        "transaction_id": number, "schwab_activity_id": number, "account_id": account,
        "transaction_time": moment, "trade_date": moment[:10], "transaction_type": kind,
        "status": status, "net_amount": amount, "order_id": order,
    }  # fmt: skip
    insert(cursor, "schwab.transactions", [entry])
    row = {"item_id": 10 * number, "transaction_id": number}
    if fee is not None:
        charge = {"cost": f"-{fee}", "fee_type": "COMMISSION", "instrument_type": "CURRENCY"}
        insert(cursor, "schwab.transaction_items", [{**row, **charge}])
    for line, (symbol, units, cost, instrument) in enumerate(items, 1):
        row = {
            "item_id": 10 * number + line, "transaction_id": number, "amount": units, "cost": cost,
            "instrument_symbol": symbol, "instrument_type": instrument,
        }  # fmt: skip
        insert(cursor, "schwab.transaction_items", [row])
