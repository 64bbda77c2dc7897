"""Raw executions of three platforms on a server of their own, and dbt in this process."""

import json
from datetime import UTC, date, datetime, timedelta

from edge_books import uid
from parsed_once import ParsedOnce
from tradehouse.sample import loader
from tradehouse.server import Server

SYSTEMS = ["mastertrade", "schwab", "patriot"]
FACTS = ["int_fills_conformed", "int_fills_booked", "int_fills_costed"]
EMPTIED = [
    "raw_mastertrade.trades", "raw_schwab.orders", "raw_schwab.order_legs",
    "raw_schwab.execution_legs", "raw_schwab.transactions", "raw_schwab.transaction_items",
    "raw_patriot.orders", "raw_patriot.order_fills", "intermediate.int_currency_rates",
]  # fmt: skip
# Long past, so that no load time lies in the future of the machine's clock.
FIRST_DAY = date(2025, 1, 6)
FIRST_LOAD = datetime(2025, 1, 20, 6)
FIRST_CLOCK = datetime(2025, 1, 14, 12, tzinfo=UTC)
SYMBOLS = ["BTCUSDT", "ETHUSDT"]


class FillBooks(ParsedOnce):
    """A clock, a cost basis and the tables; built once, emptied by every test."""

    def __init__(self, server: Server, home) -> None:
        connection = server.connect()
        loader.create(connection, SYSTEMS, lax=True)
        connection.close()
        super().__init__(server, home)
        self.manifests = {}
        self.row_id = 0
        self.sql = {}
        self.basis, self.as_of = "average", FIRST_CLOCK
        self.dbt(
            "build", "-s", "+int_fills_costed",
            "--exclude", "resource_type:test", "resource_type:unit_test",
        )  # fmt: skip

    def dbt(self, *arguments: str, ok: bool | None = True) -> None:
        """One command that succeeds, or fails, or either; keeps the SELECT of models it ran."""
        given_vars = {"systems": SYSTEMS, "cost_basis": self.basis}
        if self.basis not in self.manifests:
            self.manifests[self.basis] = self.parsed(given_vars)
        given_vars["as_of"] = self.as_of.isoformat()
        result = self.invoke(
            self.manifests[self.basis], *arguments, "--vars", json.dumps(given_vars), ok=ok
        )
        if arguments[0] == "run" and ok:
            self.sql = {item.node.name: item.node.compiled_code for item in result.result}

    def run(self, ok: bool | None = True) -> None:
        self.dbt("run", "-s", *FACTS, ok=ok)

    def begin(self, basis: str) -> None:
        """Empty tables and orders of both sides for every position."""
        self.basis = basis
        self.now, self.as_of = FIRST_LOAD, FIRST_CLOCK
        for table in EMPTIED:
            self.query(f"truncate {table}")
        for number in range(4):
            order = {
                "id": uid(number), "user_id": uid(1), "account_id": uid(1),
                "symbol": SYMBOLS[number % 2], "side": ("BUY", "SELL")[number // 2],
                "order_type": "MARKET", "quantity": 100, "status": "CANCELLED",
                "created_at": FIRST_LOAD, "updated_at": FIRST_LOAD, "cancelled_at": FIRST_LOAD,
            }  # fmt: skip
            self.insert("patriot.orders", [order])
            order = {"order_id": number, "schwab_order_id": number, "account_id": 1}
            self.insert("schwab.orders", [{**order, "status": "CANCELED"}])
            leg = {
                "leg_id": number, "order_id": number, "quantity": 9, "instrument_type": "EQUITY",
                "instrument_symbol": SYMBOLS[number % 2],
                "instruction": ("BUY", "SELL")[number // 2],
            }  # fmt: skip
            self.insert("schwab.order_legs", [leg])

    def add(self, fills, loaded, cursor=None) -> None:
        """Executions as (platform, number, position, day, signed quantity, price, minute)."""
        for system, number, position, day, signed, price, minute in fills:
            self.row_id += 1
            order = position + (2 if signed < 0 else 0)
            moment = datetime.combine(
                FIRST_DAY + timedelta(days=day), datetime.min.time()
            ) + timedelta(minutes=minute)
            row = {"quantity": abs(signed), "price": price, "created_at": loaded}
            if system == "mastertrade":
                table = "mastertrade.trades"
                row |= {
                    "id": self.row_id, "exchange_trade_id": f"fill {number}",
                    "order_id": uid(1), "strategy_id": uid(1), "environment": "paper",
                    "symbol": SYMBOLS[position], "side": "BUY" if signed > 0 else "SELL",
                    "commission": 1, "commission_asset": "BNB", "executed_at": moment,
                }  # fmt: skip
            elif system == "schwab":
                table = "schwab.execution_legs"
                row |= {"execution_id": self.row_id, "leg_id": order, "execution_time": moment}
            else:
                table = "patriot.order_fills"
                row |= {
                    "id": uid(self.row_id), "exchange_fill_id": f"fill {number}",
                    "order_id": uid(order), "user_id": uid(1), "fill_timestamp": moment,
                    "commission": 1, "commission_asset": "BNB", "created_at": loaded or self.now,
                }  # fmt: skip
            self.insert(table, [row], cursor)

    def deliver(self, day, position, signed, cost, kind, status) -> None:
        """A line of the broker's ledger that moves shares without an order."""
        self.row_id += 1
        on = FIRST_DAY + timedelta(days=day)
        entry = {
            "transaction_id": self.row_id, "schwab_activity_id": self.row_id, "account_id": 1,
            "transaction_time": on, "trade_date": on, "transaction_type": kind, "status": status,
            "net_amount": cost,
        }  # fmt: skip
        item = {
            "item_id": self.row_id, "transaction_id": self.row_id, "amount": signed, "cost": cost,
            "instrument_symbol": SYMBOLS[position], "instrument_type": "EQUITY",
        }  # fmt: skip
        self.insert("schwab.transactions", [entry])
        self.insert("schwab.transaction_items", [item])

    def reconcile(self, feed: str = "patriot_fills") -> None:
        span = {"feed": feed, "from": "2024-12-01", "to": "2025-02-28"}
        self.dbt("run-operation", "reconcile", "--args", json.dumps(span))

    def assert_complete(self) -> None:
        """Every fact is what its whole SELECT gives, both ways."""
        for fact in FACTS:
            self.assert_equal(fact, self.sql[fact], f"table intermediate.{fact}")
