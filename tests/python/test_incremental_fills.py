"""Positions that follow new executions are what running all executions gives, whatever happens."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from dbt.cli.main import dbtRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import Project
from edge_books import insert, uid
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

SYSTEMS = ["mastertrade", "schwab", "patriot"]
FACTS = ["int_fills_conformed", "int_fills_booked", "int_fills_costed"]
RAW = {
    "mastertrade": ("raw_mastertrade.trades", "executed_at"),
    "schwab": ("raw_schwab.execution_legs", "execution_time"),
    "patriot": ("raw_patriot.order_fills", "fill_timestamp"),
}
EMPTIED = [
    "raw_mastertrade.trades", "raw_schwab.orders", "raw_schwab.order_legs",
    "raw_schwab.execution_legs", "raw_schwab.transactions", "raw_schwab.transaction_items",
    "raw_patriot.orders", "raw_patriot.order_fills", "intermediate.int_currency_rates",
]  # fmt: skip
# Long past, so that no load time lies in the future of the machine's clock.
FIRST_DAY = date(2025, 1, 6)
FIRST_LOAD = datetime(2025, 1, 20, 6)
SYMBOLS = ["BTCUSDT", "ETHUSDT"]


class Books:
    """Raw executions of three platforms, a clock and dbt in this process, with one cost basis."""

    def __init__(self, server: Server, home) -> None:
        self.project = Project(server, home)
        self.query, self.value = self.project.query, self.project.value
        self.arguments = [
            "--no-use-colors", "--quiet", "--target", "embedded",
            "--project-dir", str(self.project.root), "--profiles-dir", str(home),
            "--target-path", str(home / "target"), "--log-path", str(home / "logs"),
        ]  # fmt: skip
        self.manifests = {}
        self.row_id = 0
        self.sql = {}

    def dbt(self, *arguments: str, ok: bool | None = True) -> None:
        """One command that succeeds, or fails, or either; keeps the SELECT of models it ran."""
        given_vars = {"systems": SYSTEMS, "cost_basis": self.basis}
        if self.basis not in self.manifests:
            parsed = dbtRunner().invoke(
                ["parse", *self.arguments, "--vars", json.dumps(given_vars)]
            )
            self.manifests[self.basis] = parsed.result
        given_vars["as_of"] = self.as_of.isoformat()
        result = dbtRunner(manifest=self.manifests[self.basis]).invoke(
            [*arguments, *self.arguments, "--vars", json.dumps(given_vars)]
        )
        assert ok is None or result.success is ok, result.exception or [
            (item.node.name, item.message) for item in result.result if item.status != "success"
        ]
        if arguments[0] == "run" and ok:
            self.sql = {item.node.name: item.node.compiled_code for item in result.result}

    def run(self, ok: bool | None = True) -> None:
        self.dbt("run", "-s", *FACTS, ok=ok)

    def begin(self, basis: str) -> None:
        """Empty tables and orders of both sides for every position."""
        self.basis = basis
        self.now, self.as_of = FIRST_LOAD, datetime(2025, 1, 14, 12, tzinfo=UTC)
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

    def insert(self, name: str, rows: list[dict], cursor=None) -> None:
        if cursor is not None:
            insert(cursor, name, rows)
            return
        connection = self.project.server.connect()
        with connection, connection.cursor() as cursor:
            insert(cursor, name, rows)
        connection.close()

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

    def reconcile(self) -> None:
        span = {"feed": "patriot_fills", "from": "2024-12-01", "to": "2025-02-28"}
        self.dbt("run-operation", "reconcile", "--args", json.dumps(span))

    def assert_complete(self) -> None:
        """Every fact is what its whole SELECT gives, both ways."""
        for fact in FACTS:
            sql, table = self.sql[fact], f"table intermediate.{fact}"
            for one, other in ((sql, table), (table, sql)):
                different = self.query(
                    f"select * from ({one}\n) as one except all select * from ({other}\n) as other"
                )
                assert different == [], fact


@pytest.fixture(scope="module")
def books(short_tmp):
    server = Server(home=short_tmp / "fills", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, SYSTEMS, lax=True)
    connection.close()
    books = Books(server, short_tmp / "fills-project")
    books.basis, books.as_of = "average", datetime(2025, 1, 14, 12, tzinfo=UTC)
    books.dbt(
        "build", "-s", "+int_fills_costed",
        "--exclude", "resource_type:test", "resource_type:unit_test",
    )  # fmt: skip
    books.query(
        "create function public.broken() returns trigger language plpgsql as"
        " 'begin raise exception ''broken on purpose''; end'"
    )
    yield books
    server.destroy()


# Few numbers, positions and days: copies, flips and executions of one moment come by themselves.
days = st.integers(0, 9)
systems = st.sampled_from(SYSTEMS)
fills = st.tuples(
    systems, st.integers(1, 15), st.integers(0, 1), days,
    st.integers(-3, 3).filter(bool), st.integers(1, 9), st.sampled_from([0, 600, 1439]),
)  # fmt: skip
several = st.lists(fills, min_size=1, max_size=6)
events = st.one_of(
    st.tuples(st.just("loads"), several),
    st.tuples(st.just("loads without a load time"), several),
    st.tuples(st.just("commits late"), several),
    st.tuples(st.just("sends a day again"), st.tuples(systems, days)),
    st.tuples(st.just("deletes a day"), st.tuples(systems, days)),
    st.tuples(st.just("changes rows quietly"), st.tuples(systems, days)),
    st.tuples(st.just("moves executions to another day"), st.tuples(systems, days, days)),
    st.tuples(st.just("an order changes hands"), st.integers(0, 3)),
    st.tuples(st.just("an order breaks a rule"), st.integers(0, 3)),
    st.tuples(st.just("a leg is corrected"), st.integers(0, 3)),
    st.tuples(st.just("a fee is booked"), st.tuples(st.integers(0, 3), days)),
    st.tuples(st.just("an option expires"), days),
    st.tuples(st.just("a rate is corrected"), days),
    st.tuples(st.just("the clock moves"), st.integers(-120, 120)),
    st.tuples(st.just("a run dies in the middle"), st.sampled_from(FACTS)),
)
steps = st.lists(events, min_size=4, max_size=7)
SILENT = {"deletes a day", "changes rows quietly", "moves executions to another day"}


def happen(books: Books, what: str, how) -> object:
    """One thing that happens; returns a transaction that is still open, if any."""
    now = books.now
    if what == "loads":
        books.add(how, now)
    elif what == "loads without a load time":
        books.add(how, None)
    elif what == "commits late":
        connection = books.project.server.connect()
        books.add(how, now - timedelta(hours=2), connection.cursor())
        return connection
    elif what == "the clock moves":
        books.as_of += timedelta(hours=how)
    elif what == "a run dies in the middle":
        books.query(
            f"create trigger broken before insert or delete on intermediate.{how}"
            " for each statement execute function public.broken()"
        )
        # Where nothing changed, nothing is written and nothing breaks.
        books.run(ok=None)
        books.query(f"drop trigger broken on intermediate.{how}")
    elif what == "an order changes hands":
        books.query(
            "update raw_patriot.orders set strategy_id = case when strategy_id is null"
            " then account_id end, quantity = 100, updated_at = %s where id = %s",
            [now, uid(how)],
        )
    elif what == "an order breaks a rule":
        books.query(
            "update raw_patriot.orders set quantity = -1, updated_at = %s where id = %s",
            [now, uid(how)],
        )
    elif what == "a leg is corrected":
        books.query(
            "update raw_schwab.order_legs set instruction = case instruction when 'BUY'"
            " then 'SELL' else 'BUY' end where leg_id = %s",
            [how],
        )
    elif what == "a rate is corrected":
        books.query(
            "insert into intermediate.int_currency_rates values ('BNB', %s, %s)"
            " on conflict (currency, rate_date) do update set usd_rate = excluded.usd_rate + 1",
            [FIRST_DAY + timedelta(days=how), 500],
        )
    elif what in ("a fee is booked", "an option expires"):
        books.row_id += 1
        order, day = how if isinstance(how, tuple) else (None, how)
        on = FIRST_DAY + timedelta(days=day)
        entry = {
            "transaction_id": books.row_id, "schwab_activity_id": books.row_id, "account_id": 1,
            "transaction_time": on, "trade_date": on, "status": "VALID", "order_id": order,
            "transaction_type": "RECEIVE_AND_DELIVER" if order is None else "TRADE",
            "net_amount": 0,
        }  # fmt: skip
        item = {"item_id": books.row_id, "transaction_id": books.row_id}
        if order is None:
            item |= {"instrument_symbol": "AAPL  250117C00200000", "instrument_type": "OPTION"}
            item |= {"amount": -1, "cost": 0}
        else:
            item |= {"fee_type": "COMMISSION", "instrument_type": "CURRENCY", "cost": -1}
        books.insert("schwab.transactions", [entry])
        books.insert("schwab.transaction_items", [item])
    else:
        table, column = RAW[how[0]]
        on = [FIRST_DAY + timedelta(days=number) for number in how[1:]]
        change = {
            "sends a day again": f"update {table} set price = price + 1, created_at = '{now}'",
            "deletes a day": f"delete from {table}",
            "changes rows quietly": f"update {table} set quantity = quantity + 1",
            "moves executions to another day": f"update {table} set {column} = '{on[-1]} 05:00'",
        }[what]
        books.query(f"{change} where {column} >= %s and {column} < %s", [on[0], on[0] + A_DAY])
    return None


A_DAY = timedelta(days=1)


@pytest.mark.parametrize("basis", ["average", "fifo"])
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    # Shrinking would run dbt for minutes; the history that failed is printed.
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    start=st.lists(fills, min_size=30, max_size=50),
    history=st.lists(steps, min_size=3, max_size=3),
)
def test_any_history_of_executions_ends_where_running_all_of_them_does(
    books, basis, start, history
):
    books.begin(basis)
    books.add(start, books.now)
    books.run()
    books.assert_complete()
    for happenings in history:
        # A day, so that only the overlap reaches back to the load before.
        books.now += A_DAY
        opened = [happen(books, what, how) for what, how in happenings]
        if SILENT & {what for what, _ in happenings}:
            books.reconcile()
        books.run()
        late = [connection for connection in opened if connection is not None]
        if late:
            for connection in late:
                connection.commit()
                connection.close()
            books.now += timedelta(hours=1)
            books.run()
        books.assert_complete()


def test_a_late_execution_rewrites_its_position_from_its_day_on_and_nothing_else(books):
    books.begin("average")
    books.add([("patriot", n, n % 2, n % 8, 1, n, 60) for n in range(32)], books.now)
    books.add([("mastertrade", n, n % 2, n % 8, 1, n, 60) for n in range(32)], books.now)
    books.run()
    rows = (
        "select source_system || ' ' || native_symbol as position, fill_date, xmin::text"
        " from intermediate.int_fills_booked"
    )
    before = set(books.query(rows))
    books.now += A_DAY
    # Number 8 is in an even position; these have executions on days 0, 2, 4 and 6.
    books.add([("patriot", 100, 0, 4, -2, 5, 90)], books.now)
    books.run()
    books.assert_complete()
    written = {row[:2] for row in set(books.query(rows)) - before}
    assert written == {("patriot BTCUSDT", FIRST_DAY + timedelta(days=day)) for day in (4, 6)}
    held = books.query(
        "select fill_number, position_quantity from intermediate.int_fills_booked"
        " where source_system = 'patriot' and native_symbol = 'BTCUSDT'"
        " order by fill_number desc limit 1"
    )
    assert held == [(17, 14)]
