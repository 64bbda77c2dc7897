"""Positions run through their executions are what plain Python makes of them, by both methods."""

import json
from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from dbt.cli.main import dbtRunner
from psycopg2.extras import execute_values

from edge_books import uid
from fill_books import FillBooks

BOOKS = 300
FIRST_FILL = datetime(2025, 1, 5, 9)
PARSE = [
    "parse", "--no-use-colors", "--quiet", "--no-partial-parse", "--target", "embedded",
]  # fmt: skip


class AverageCost:
    """A position at average cost. Quantities and money as exact fractions, signed when short."""

    def __init__(self) -> None:
        self.held = self.average = Fraction(0)

    def fill(self, quantity: Fraction, price: Fraction) -> Fraction:
        """Takes one execution in, negative when sold, and returns what it realised."""
        if self.held * quantity >= 0:
            units = abs(self.held) + abs(quantity)
            if units:
                self.average = (abs(self.held) * self.average + abs(quantity) * price) / units
            self.held += quantity
            return Fraction(0)
        closed = min(abs(self.held), abs(quantity))
        realised = closed * (price - self.average) * (1 if self.held > 0 else -1)
        before, self.held = self.held, self.held + quantity
        if before * self.held < 0:
            self.average = price
        return realised

    def entry(self) -> Fraction | None:
        """The average price of what is held; None when nothing is."""
        return self.average if self.held else None


class Fifo:
    """A position as a queue of signed lots: the oldest leaves first."""

    def __init__(self) -> None:
        self.lots: deque[list[Fraction]] = deque()

    def fill(self, quantity: Fraction, price: Fraction) -> Fraction:
        """Takes one execution in, negative when sold, and returns what it realised."""
        realised = Fraction(0)
        while quantity and self.lots and self.lots[0][0] * quantity < 0:
            lot = self.lots[0]
            closed = min(abs(lot[0]), abs(quantity))
            sign = 1 if lot[0] > 0 else -1
            realised += closed * (price - lot[1]) * sign
            lot[0] -= closed * sign
            quantity += closed * sign
            if not lot[0]:
                self.lots.popleft()
        if quantity:
            self.lots.append([quantity, price])
        return realised

    @property
    def held(self) -> Fraction:
        """Signed quantity of all lots."""
        return sum((lot[0] for lot in self.lots), Fraction(0))

    def entry(self) -> Fraction | None:
        """The average price of the lots that are left; None when nothing is held."""
        held = self.held
        return sum(lot[0] * lot[1] for lot in self.lots) / held if held else None


def random_books(random: Random) -> dict[int, list[dict]]:
    """Executions of each book in order: longs, shorts, flips, exact closes and dust."""
    books = {}
    for book in range(BOOKS):
        held, fills, moment = 0, [], FIRST_FILL
        for _ in range(random.randint(1, 25)):
            kind = random.choice(["any", "any", "round", "close", "flip", "dust", "reduce"])
            # In hundred millionths, as exchanges count.
            size = {
                "any": random.randint(1, 5 * 10**8),
                "round": random.randint(1, 3) * 10**8,
                "close": abs(held) or 10**8,
                "flip": 2 * abs(held) or 10**8,
                "dust": random.randint(1, 3),
                "reduce": abs(held) // random.randint(2, 7) or 1,
            }[kind]
            falls = held > 0 if kind in ("close", "flip", "reduce") else random.random() < 0.5
            # Several executions of one moment go by their number.
            moment += timedelta(hours=random.choice([0, 1, 30]))
            held += -size if falls else size
            fills.append(
                {
                    "side": "SELL" if falls else "BUY",
                    "quantity": Fraction(size, 10**8),
                    "price": Fraction(random.randint(1, 10**11), 10**8),
                    "commission": Fraction(random.randint(0, 10**6), 10**8),
                    "filled_at": moment,
                }
            )
        books[book] = fills
    return books


def load(cursor, books: dict[int, list[dict]]) -> None:
    """Writes each book as a symbol of one patriot account, one order per execution."""
    number, orders, fills = 1000, [], []
    for book, executions in books.items():
        for execution in executions:
            number += 1
            moment = execution["filled_at"]
            orders.append(
                {
                    "id": uid(number), "user_id": uid(1), "account_id": uid(1),
                    "symbol": f"B{book}USDT", "side": execution["side"], "order_type": "MARKET",
                    "quantity": float(execution["quantity"]), "status": "CANCELLED",
                    "created_at": moment, "updated_at": moment, "cancelled_at": moment,
                }
            )  # fmt: skip
            fills.append(
                {
                    "id": uid(number), "order_id": uid(number), "user_id": uid(1),
                    "exchange_fill_id": f"fill {number}", "commission_asset": "USDT",
                    **{
                        name: f"{float(execution[name]):.8f}"
                        for name in ("quantity", "price", "commission")
                    },
                    "fill_timestamp": moment, "created_at": moment,
                }
            )  # fmt: skip
    for table, rows in (("orders", orders), ("order_fills", fills)):
        columns = ", ".join(rows[0])
        execute_values(
            cursor,
            f"insert into raw_patriot.{table} ({columns}) values %s",
            [tuple(row.values()) for row in rows],
            page_size=1000,
        )


@pytest.fixture(scope="module")
def executions():
    return random_books(Random(7))  # noqa: S311


def run(books: FillBooks, basis: str, executions: dict[int, list[dict]]) -> None:
    """Begins with these executions alone, positions run by `basis`."""
    books.begin(basis)
    books.as_of = datetime(2025, 4, 1, tzinfo=UTC)
    connection = books.project.server.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'")
        load(cursor, executions)
    connection.close()
    books.run()


def costed(books: FillBooks) -> dict[int, list[tuple]]:
    """What the model says of each book, in order: realised, fee, held and entry price."""
    found = defaultdict(list)
    for symbol, *values in books.query(
        "select native_symbol, gross_pnl_usd, fee_usd, position_quantity, average_entry_price"
        " from intermediate.int_fills_costed order by native_symbol, filled_at, fill_id"
    ):
        found[int(symbol[1:-4])].append(
            tuple(None if value is None else Fraction(value) for value in values)
        )
    return found


@pytest.mark.parametrize(("basis", "method"), [("average", AverageCost), ("fifo", Fifo)])
def test_every_execution_realises_what_plain_python_says(fill_books, executions, basis, method):
    run(fill_books, basis, executions)
    found = costed(fill_books)
    assert set(found) == set(executions)
    # A partial close at average cost is cut at 18 digits, prices are shown with 12.
    digits = Fraction(1, 10**14) if basis == "average" else 0
    for book, fills in executions.items():
        position = method()
        for fill, (realised, fee, held, entry) in zip(fills, found[book], strict=True):
            signed = fill["quantity"] if fill["side"] == "BUY" else -fill["quantity"]
            expected = position.fill(signed, fill["price"])
            assert abs(realised - expected) <= digits, (book, fill)
            assert held == position.held, (book, fill)
            assert fee == fill["commission"], (book, fill)
            price = position.entry()
            assert (entry is None) is (price is None), (book, fill)
            if price is not None:
                # Dust carries the cut of the closes before it.
                assert abs(entry - price) <= Fraction(1, 10**5), (book, fill)


@pytest.mark.parametrize("basis", ["average", "fifo"])
def test_the_unit_tests_of_positions_pass_whatever_the_cost_basis(fill_books, basis):
    fill_books.begin(basis)
    fill_books.dbt("test", "-s", "int_fills_booked,test_type:unit")


@pytest.mark.parametrize("basis", ["average", "fifo"])
def test_a_position_goes_on_from_a_kept_state(fill_books, executions, basis):
    if not fill_books.value("select count(*) from raw_patriot.order_fills"):
        run(fill_books, basis, executions)
    # Of each book, the states of all fills at once, and those after a cut in the middle.
    different = fill_books.value(
        f"""
        with fills as (
            select native_symbol, fill_id, price,
                case side when 'buy' then quantity else -quantity end as signed_quantity,
                row_number() over book as place, count(*) over (partition by native_symbol) as n
            from intermediate.int_fills_conformed
            window book as (partition by native_symbol order by filled_at, fill_id)
        ),
        whole as (
            select *, functions.{basis}_cost(signed_quantity, price, null) over (
                partition by native_symbol order by place
            ) as state
            from fills
        ),
        continued as (
            select later.place, later.native_symbol,
                functions.{basis}_cost(later.signed_quantity, later.price, kept.state) over (
                    partition by later.native_symbol order by later.place
                ) as state
            from fills as later
            join whole as kept
                on kept.native_symbol = later.native_symbol and kept.place = later.n / 2
            where later.place > kept.place
        )
        select count(*) filter (where whole.state is distinct from continued.state)
            + case when count(*) > 1000 then 0 else 1000000 end
        from whole join continued using (native_symbol, place)
        """
    )
    assert different == 0


def test_an_unknown_cost_basis_is_refused_before_anything_is_built(fill_books):
    project = fill_books.project
    result = dbtRunner().invoke(
        [
            *PARSE, "--project-dir", str(project.root), "--profiles-dir", str(project.home),
            "--target-path", str(project.home / "wrong"),
            "--vars", json.dumps({"systems": ["patriot"], "cost_basis": "lifo"}),
        ]
    )  # fmt: skip
    assert not result.success
    assert "cost_basis is 'lifo'. It must be 'average'" in str(result.exception)
