"""Hundreds of seeded accounts and strategies per platform, written as raw rows.

Every book has a shape (what its results are like) and a span (how long and when it traded), so that
the combinations meet what hand-made books may forget. `edge_books` has the sharp single cases.
"""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from psycopg2.extras import execute_values

from edge_books import LONG_AGO, uid

SEED = 20260302
BOOKS = 200
SHAPES = [
    "ordinary", "busy", "sparse", "winning", "losing", "flat", "ruined", "pays in and out",
    "one day", "idle",
]  # fmt: skip
CLOCK_DAY = date(2026, 3, 2)
# Clock changes of Europe and the United States, a leap day, ends of months and years.
ODD_DAYS = [
    date(2024, 2, 29), date(2024, 3, 10), date(2024, 12, 31), date(2025, 3, 9), date(2025, 3, 30),
    date(2025, 10, 26), date(2025, 11, 2), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28),
]  # fmt: skip
MIDNIGHT, LAST_MOMENT = time(0), time(23, 59, 59, 999999)
CENT = Decimal("0.01")
# Where ids of generated rows begin: far above those of the books made by hand.
BASE = 1_000_000


class Rows:
    """Rows for many tables; written at once, one statement for rows with the same columns."""

    def __init__(self) -> None:
        self._rows: dict[tuple, list] = defaultdict(list)

    def add(self, table: str, **columns) -> None:
        self._rows[table, tuple(columns)].append(tuple(columns.values()))

    def write(self, cursor) -> None:
        for (table, columns), rows in self._rows.items():
            listed = ", ".join(f'"{column}"' for column in columns)
            execute_values(
                cursor, f"insert into raw_{table} ({listed}) values %s", rows, page_size=2000
            )


def fill_all(connection) -> None:
    """Write the generated books of all platforms. Same seed, same rows."""
    rows, random = Rows(), Random(SEED)  # noqa: S311
    candles(rows, random)
    daily_profit(rows, random)
    mastertrade(rows, random)
    patriot(rows, random)
    schwab(rows, random)
    with connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'")
        rows.write(cursor)


def is_generated(book: str) -> bool:
    """Whether the native id of an account or a strategy is one of ours."""
    if book.startswith("generated "):
        return True
    number = UUID(book).int if len(book) == 36 else int(book) if book.isdigit() else 0
    return number >= BASE


# What all platforms share


def money(amount) -> Decimal:
    return Decimal(amount).quantize(CENT)


def span(random: Random) -> tuple[date, date]:
    """First and last day of a book: mostly a few weeks, every tenth book up to two years."""
    if random.random() < 0.1:
        first = date(2024, 2, 1) + timedelta(days=random.randrange(500))
    else:
        first = CLOCK_DAY - timedelta(days=random.randrange(5, 120))
    length = (CLOCK_DAY - first).days + 2
    last = first + timedelta(days=random.randrange(length)) if random.random() < 0.3 else CLOCK_DAY
    return first, last


def trading_days(random: Random, shape: str, first: date, last: date) -> list[date]:
    """The day of every trade, in order."""
    length = (last - first).days + 1
    trades = {"idle": 0, "one day": random.randrange(1, 5), "sparse": random.randrange(1, 5)}.get(
        shape, random.randrange(6, 90 if shape == "busy" else 30)
    )
    if shape == "one day":
        return [first] * trades
    days = [first + timedelta(days=random.randrange(length)) for _ in range(trades)]
    days += [day for day in ODD_DAYS if first <= day <= last and trades and random.random() < 0.5]
    return sorted(days)


def moment(random: Random, day: date) -> datetime:
    """A time of a day: often one of its ends, or the very time of another trade."""
    ends = random.random()
    if ends < 0.08:
        return datetime.combine(day, MIDNIGHT)
    if ends < 0.16:
        return datetime.combine(day, LAST_MOMENT)
    if ends < 0.24:
        return datetime.combine(day, time(12))
    return datetime.combine(day, MIDNIGHT) + timedelta(seconds=random.randrange(86400))


def results(random: Random, shape: str, trades: int, opening: Decimal) -> list[Decimal]:
    """The result of every trade, in cents."""
    worth = opening or Decimal(1000)
    amounts = [money(random.gauss(0, 0.012) * float(worth)) for _ in range(trades)]
    if shape == "winning":
        return [abs(amount) + CENT for amount in amounts]
    if shape == "losing":
        return [-abs(amount) - CENT for amount in amounts]
    if shape == "flat":
        return [amount if random.random() < 0.1 else money(0) for amount in amounts]
    if shape == "ruined" and amounts:
        # The broker closes everything: what was there is gone, sometimes more than that.
        amounts[trades // 2] = money(-float(worth) * random.uniform(0.95, 1.3))
    return amounts


def candles(rows: Rows, random: Random) -> None:
    """Daily closes of two coins, one of them with gaps that are longer than a week."""
    for symbol, price, holes in (("ETHUSDT", 3000.0, False), ("SOLUSDT", 150.0, True)):
        for number in range(800):
            day = date(2024, 1, 1) + timedelta(days=number)
            price *= 1 + random.gauss(0, 0.02)
            if holes and number % 40 in range(12, 25):
                continue
            close = dict.fromkeys(("open", "high", "low", "close"), round(price, 4))
            rows.add(
                "mastertrade.market_data", symbol=symbol, timestamp=day, interval="1d", volume=1,
                **close,
            )  # fmt: skip


# daily_profit


def daily_profit(rows: Rows, random: Random) -> None:
    for number in range(BOOKS):
        shape, name = SHAPES[number % len(SHAPES)], f"generated {number}"
        first, last = span(random)
        opening = Decimal(random.choice([1000, 5000, 10_000, 25_000, 100_000]))
        states = ["Active"] if random.random() < 0.6 else [random.choice(["Inactive", "Passed"])]
        if random.random() < 0.15:
            # Closed and opened again, or the other way round: the last copy counts.
            states = random.choice([["Active", "Inactive", "Active"], ["Active", "Breached"]])
        for copy, status in enumerate(states):
            rows.add(
                "daily_profit.raw_accounts_data",
                id=BASE + 10 * number + copy, account_id=name, login=name, status=status,
                plan_id=random.choice([None, "trailing", "fixed"]), starting_balance=opening,
                phase=random.choice(["Funded", "Phase 1"]),
                profit_target_pct=random.choice([None, 8]), max_drawdown_pct=10,
                current_equity=money(random.uniform(0, 200_000)), created_at=LONG_AGO,
                ingestion_timestamp=datetime(2026, 2, 20 + copy, 6),
            )  # fmt: skip
        prop_trades(rows, random, number, name, shape, first, last, opening)


def prop_trades(rows, random, number, name, shape, first, last, opening) -> None:
    days = trading_days(random, shape, first, last)
    profits = results(random, shape, len(days), opening)
    for trade, (day, profit) in enumerate(zip(days, profits, strict=True)):
        closed = moment(random, day)
        trade_row = {
            "trade_id": str(random.choice([trade, 90 + trade, 9990 + trade])) + f"{trade}",
            "account_id": name, "login": name,
            "symbol": random.choice(["EURUSD", "GBPUSD", "XAUUSD"]),
            "side": random.choice(["buy", "sell"]), "close_time": closed, "trade_date": day,
            "open_time": closed - timedelta(minutes=random.randrange(1, 4000)),
            "commission": random.choice([None, 0, money(-3.5), money(3.5)]),
            "swap": random.choice([None, 0, money(-1.25), money(0.4)]),
            "volume_usd": money(random.uniform(100, 100_000)),
        }  # fmt: skip
        key = BASE + 1000 * number + 2 * trade
        loaded = datetime(2026, 3, 2, 6)
        rows.add(
            "daily_profit.raw_trades_closed", id=key, profit=profit, ingestion_timestamp=loaded,
            **trade_row,
        )  # fmt: skip
        if random.random() < 0.05:
            # Sent again with another result; of two copies without a load time the later row.
            rows.add(
                "daily_profit.raw_trades_closed", id=key + 1, profit=profit + 7,
                ingestion_timestamp=random.choice([None, loaded + timedelta(hours=1)]),
                **trade_row,
            )  # fmt: skip


# Orders of exchanges: how much of one is filled when, and what the platform says of it


def order_story(random: Random, day: date, quantity: Decimal) -> dict:
    """Status, fills as (moment, quantity), and the times that go with them."""
    entered = moment(random, day)
    status = random.choices(
        ["filled", "cancelled", "partially_filled", "open", "rejected", "expired", "purged"],
        [70, 10, 6, 3, 3, 3, 5],
    )[0]
    pieces = random.choice([1, 1, 1, 2, 3, 5])
    step = (quantity / pieces).quantize(Decimal("0.00001"))
    amounts = [step] * (pieces - 1) + [quantity - step * (pieces - 1)]
    if status in ("open", "rejected", "purged"):
        amounts = []
    elif status != "filled":
        amounts = amounts[:-1] if random.random() < 0.6 else [step / 4]
        if status == "partially_filled":
            amounts = amounts or [step / 4]
    fills, at = [], entered
    for amount in amounts:
        at += timedelta(seconds=random.choice([0, 1, 30, 3000]))
        fills.append((at, amount))
    ended = at + timedelta(seconds=random.choice([0, 60]))
    if status == "cancelled" and fills and random.random() < 0.4:
        # The last execution arrives after the cancellation.
        ended = max(entered, fills[-1][0] - timedelta(milliseconds=1))
    return {"entered": entered, "status": status, "fills": fills, "ended": ended}


def fee_of(random: Random) -> tuple:
    """Amount and currency of a fee: dollars, coins with and without prices, none."""
    return random.choice([
        (Decimal("0.75"), "USDT"), (Decimal("1.20"), "USDC"), (Decimal("0.004"), "SOL"),
        (Decimal("0.0002"), "ETH"), (Decimal("3"), "FOO"), (Decimal(0), "USDT"), (Decimal(0), None),
        (Decimal("0.31"), "USDT"),
    ])  # fmt: skip


PRICES = {"SOLUSDT": 150, "ETHUSDT": 3000, "SOLETH": Decimal("0.05"), "SOLBRL": 800}


def price_of(random: Random, symbol: str) -> Decimal:
    around = Decimal(PRICES[symbol])
    return (around * Decimal(random.uniform(0.9, 1.1))).quantize(Decimal("0.00001"))


# mastertrade: its accounts are its environments, so that a book here is a strategy


def mastertrade(rows: Rows, random: Random) -> None:
    order_number = 0
    for number in range(BOOKS):
        shape, strategy = SHAPES[number % len(SHAPES)], uid(BASE + number)
        first, last = span(random)
        symbol = random.choice(["SOLUSDT", "ETHUSDT"])
        deleted = number % 25 == 1
        if not deleted:
            archived = random.random() < 0.15
            rows.add(
                "mastertrade.strategies", id=strategy, name=f"generated {number}", symbol=symbol,
                interval="1h", parameters="{}", created_at=first, activated_at=first,
                status="archived" if archived else random.choice(["active", "paper", "paused"]),
                archived_at=last if archived else None,
            )  # fmt: skip
        if random.random() < 0.7:
            rows.add(
                "mastertrade.backtest_results", id=BASE + number, strategy_id=strategy,
                initial_capital=random.choice([500, 2000, 10_000]), start_date=first,
                end_date=last, created_at=datetime.combine(first, MIDNIGHT),
            )  # fmt: skip
        worlds = random.choice([["live"], ["live"], ["paper"], ["testnet"], ["live", "paper"]])
        days = trading_days(random, shape, first, last)
        amounts = results(random, shape, len(days), Decimal(2000))
        for day, result in zip(days, amounts, strict=True):
            order_number += 1
            mastertrade_order(
                rows, random, order_number, strategy, symbol, random.choice(worlds), day, result
            )


def mastertrade_order(rows, random, number, strategy, symbol, world, day, result) -> None:
    quantity = Decimal(random.randrange(10, 5000)) / 1000
    story = order_story(random, day, quantity)
    filled = sum(amount for _, amount in story["fills"])
    status, price = story["status"], price_of(random, symbol)
    if status == "expired":
        # Its orders never expire.
        status = "cancelled"
    if status == "purged":
        # The platform keeps no executions of it, only its own sum.
        status, filled = "filled", quantity
    kind = random.choice(["MARKET", "LIMIT", "STOP_LOSS", "TAKE_PROFIT"])
    side = random.choice(["BUY", "SELL"])
    rows.add(
        "mastertrade.orders", id=uid(BASE + number), strategy_id=strategy, symbol=symbol,
        side=side, order_type=kind, quantity=quantity, price=price,
        stop_loss=price, take_profit=price, environment=world, status=status,
        filled_quantity=filled, average_fill_price=price if filled else None,
        created_at=story["entered"], updated_at=story["ended"],
        filled_at=story["ended"] if status == "filled" else None,
    )  # fmt: skip
    for piece, (at, amount) in enumerate(story["fills"]):
        fee, coin = fee_of(random)
        key = BASE + 10 * number + 2 * piece
        opens = random.random() < 0.3
        fill = {
            "order_id": uid(BASE + number), "strategy_id": strategy, "symbol": symbol,
            "side": side, "quantity": amount, "commission": fee, "commission_asset": coin,
            "environment": world, "executed_at": at,
            "exchange_trade_id": random.choice([None, f"g{key}"]),
        }  # fmt: skip
        rows.add(
            "mastertrade.trades", id=key, price=price, created_at=at,
            realized_pnl=None if opens else money(result / len(story["fills"])), **fill,
        )  # fmt: skip
        if random.random() < 0.05 and fill["exchange_trade_id"]:
            rows.add(
                "mastertrade.trades", id=key + 1, price=price, created_at=at + timedelta(hours=1),
                realized_pnl=None if opens else money(result), **fill,
            )  # fmt: skip


# patriot


def patriot(rows: Rows, random: Random) -> None:
    user = uid(BASE)
    for pair, base, quote in (
        ("SOLUSDT", "SOL", "USDT"), ("ETHUSDT", "ETH", "USDT"), ("SOLETH", "SOL", "ETH"),
        ("SOLBRL", "SOL", "BRL"),
    ):  # fmt: skip
        rows.add(
            "patriot.symbols", id=uid(BASE + len(pair) * 100 + ord(quote[0])), exchange_id=uid(1),
            symbol=pair, base_asset=base, quote_asset=quote,
        )  # fmt: skip
    for number in range(BOOKS):
        account, strategy = uid(BASE + 1000 + number), uid(BASE + 2000 + number)
        first, last = span(random)
        rows.add(
            "patriot.user_accounts", id=account, user_id=user, exchange="BINANCE",
            account_name=f"generated {number}", encrypted_api_key="x",
            encrypted_api_secret="x",  # noqa: S106
            is_testnet=number % 6 == 0, is_active=random.random() < 0.8, created_at=LONG_AGO,
        )  # fmt: skip
        for at, balance in ((first, 4000), (last, 4100)) if random.random() < 0.85 else ():
            rows.add(
                "patriot.portfolio_snapshots", time=datetime.combine(at, time(number % 24)),
                user_id=user, account_id=account, exchange="BINANCE",
                total_balance_usd=balance + number, available_balance_usd=balance,
                unrealized_pnl_usd=random.choice([0, -12, 30]),
            )  # fmt: skip
        patriot_strategy(rows, random, number, user, account, strategy, first, last)
        # A strategy may trade on a second account; none at all is an order by hand.
        mine = [strategy, None] if number % 3 else [strategy, uid(BASE + 2000 + number // 2)]
        patriot_orders(rows, random, number, user, account, mine, first, last)


def patriot_strategy(rows, random, number, user, account, strategy, first, last) -> None:
    if number % 25 != 1:
        rows.add(
            "patriot.strategies", id=strategy, name=f"generated {number}", strategy_type="GRID",
            is_active=random.random() < 0.8, created_at=LONG_AGO,
        )  # fmt: skip
    for copy in range(random.choice([0, 1, 1, 2])):
        given = datetime.combine(first, time(6)) + timedelta(days=20 * copy)
        taken = given + timedelta(days=random.randrange(1, 15)) if random.random() < 0.5 else None
        rows.add(
            "patriot.user_strategy_assignments", id=uid(BASE + 4 * number + copy), user_id=user,
            account_id=account, strategy_id=strategy, allocation_percent=50,
            is_active=taken is None, assigned_at=given, deactivated_at=taken,
            allocated_balance_usd=random.choice([None, 200, 1500, money(999.99)]),
        )  # fmt: skip


def patriot_orders(rows, random, number, user, account, strategies, first, last) -> None:
    shape = SHAPES[number % len(SHAPES)]
    symbols = random.sample(list(PRICES), 2)
    hedges = random.random() < 0.2
    for order, day in enumerate(trading_days(random, shape, first, last)):
        order_id, symbol = uid(BASE + 1000 * (number + 100) + order), random.choice(symbols)
        quantity = Decimal(random.randrange(1, 60)) / 8
        story = order_story(random, day, quantity)
        filled, status = sum(amount for _, amount in story["fills"]), story["status"].upper()
        if status == "PURGED":
            status, filled = "FILLED", quantity
        status = {"OPEN": "NEW"}.get(status, status)
        price = price_of(random, symbol)
        rows.add(
            "patriot.orders", id=order_id, user_id=user, account_id=account,
            strategy_id=random.choice(strategies), symbol=symbol,
            side=random.choice(["BUY", "SELL"]),
            position_side=random.choice(["LONG", "SHORT"]) if hedges else "BOTH",
            order_type=random.choice(["MARKET", "LIMIT", "STOP_LIMIT", "LIMIT_MAKER"]),
            quantity=quantity, price=price, stop_price=price + 1, filled_quantity=filled,
            avg_fill_price=price if filled else None, status=status,
            created_at=story["entered"], updated_at=story["ended"],
            cancelled_at=story["ended"] if status in ("CANCELLED", "EXPIRED") else None,
            filled_at=story["ended"] if status == "FILLED" else None,
        )  # fmt: skip
        for piece, (at, amount) in enumerate(story["fills"]):
            fee, coin = fee_of(random)
            key = BASE + 20_000 * (number + 100) + 20 * order + 2 * piece
            fill = {
                "order_id": order_id, "user_id": user, "quantity": amount, "commission": fee,
                "commission_asset": coin, "fill_timestamp": at,
                "exchange_fill_id": random.choice([None, f"g{key}"]),
            }  # fmt: skip
            priced = price_of(random, symbol)
            rows.add("patriot.order_fills", id=uid(key), price=priced, created_at=at, **fill)
            if random.random() < 0.05 and fill["exchange_fill_id"]:
                rows.add(
                    "patriot.order_fills", id=uid(key + 1), price=priced + 1,
                    created_at=at + timedelta(hours=1), **fill,
                )  # fmt: skip


# schwab

SHARES = {"AAPL": 100, "MSFT": 300}
CALLS = ["AAPL  270115C00200000", "AAPL  270115C00210000"]
EXPIRED = "AAPL  260220P00150000"


def schwab(rows: Rows, random: Random) -> None:
    for number in range(BOOKS):
        account, shape = BASE + number, SHAPES[number % len(SHAPES)]
        first, last = span(random)
        rows.add(
            "schwab.accounts", account_id=account, account_hash=f"generated {number}",
            account_type="MARGIN", is_active=random.random() < 0.85, created_at=LONG_AGO,
        )  # fmt: skip
        ledger = Ledger(rows, account)
        if random.random() < 0.9:
            ledger.book(moment(random, first), "ACH_RECEIPT", random.choice([500, 3000, 20_000]))
        for _ in range(random.randrange(4, 12) if shape == "pays in and out" else 0):
            day = first + timedelta(days=random.randrange((last - first).days + 1))
            kind, amount = random.choice([
                ("WIRE_IN", 1500), ("WIRE_OUT", -2500), ("ACH_DISBURSEMENT", -300),
                ("DIVIDEND_OR_INTEREST", Decimal("4.37")), ("JOURNAL", 250),
            ])  # fmt: skip
            status = "INVALID" if random.random() < 0.1 else "VALID"
            ledger.book(moment(random, day), kind, amount, status=status)
        for day in trading_days(random, shape, first, last):
            if random.random() < 0.04:
                ledger.book(moment(random, day), "TRADE", -2, fees=[("COMMISSION", 2)])
            schwab_order(rows, random, ledger, account, day)
        if random.random() < 0.1 and first < date(2026, 2, 10):
            schwab_expiry(rows, random, ledger, account)


class Ledger:
    """The entries of an account, with their numbers."""

    entries = orders = 0

    def __init__(self, rows: Rows, account: int) -> None:
        self.rows, self.account = rows, account

    def book(self, at, kind, amount, *, status="VALID", order=None, fees=(), item=None) -> None:
        Ledger.entries += 1
        key = BASE + 10 * Ledger.entries
        self.rows.add(
            "schwab.transactions", transaction_id=key, schwab_activity_id=key,
            account_id=self.account, transaction_time=at, trade_date=at.date(),
            transaction_type=kind, status=status, net_amount=amount, order_id=order,
        )  # fmt: skip
        for line, (fee_type, cost) in enumerate(fees):
            self.rows.add(
                "schwab.transaction_items", item_id=key + line, transaction_id=key, cost=-cost,
                fee_type=fee_type, instrument_type="CURRENCY",
            )  # fmt: skip
        if item is not None:
            self.rows.add(
                "schwab.transaction_items", item_id=key + 9, transaction_id=key, cost=0,
                instrument_symbol=item[0], amount=item[1], instrument_type="OPTION",
            )  # fmt: skip

    def order(self, status: str, entered: datetime, **columns) -> int:
        Ledger.orders += 1
        key = BASE + Ledger.orders
        self.rows.add(
            "schwab.orders", order_id=key, schwab_order_id=key, account_id=self.account,
            status=status, entered_time=entered, **columns,
        )  # fmt: skip
        return key


def schwab_order(rows, random, ledger, account, day) -> None:
    """An order of shares, one option or a spread, filled in pieces, with fees by type."""
    quantity = Decimal(random.randrange(1, 40))
    story = order_story(random, day, quantity)
    status = {
        "cancelled": "CANCELED", "filled": "FILLED", "rejected": "REJECTED", "expired": "EXPIRED",
        "purged": "FILLED",
    }.get(story["status"], "WORKING")  # fmt: skip
    spread = random.random() < 0.15
    filled = sum(amount for _, amount in story["fills"])
    if story["status"] == "purged":
        filled = quantity
    ended = None if status == "WORKING" else story["ended"]
    kind = random.choice(["MARKET", "LIMIT", "STOP", "STOP_LIMIT"])
    if spread:
        kind = random.choice(["NET_DEBIT", "NET_CREDIT"])
    price = Decimal(random.randrange(80, 120)) if not spread else Decimal("1.25")
    own = (filled, quantity - filled) if status == "FILLED" or not filled else (None, None)
    order = ledger.order(
        status, story["entered"], order_type=kind, quantity=quantity, price=price,
        stop_price=price, close_time=ended, cancel_time=ended if status == "CANCELED" else None,
        filled_quantity=own[0], remaining_quantity=own[1],
        complex_order_strategy_type="VERTICAL" if spread else "NONE",
    )  # fmt: skip
    if spread:
        first = random.choice(["BUY_TO_OPEN", "SELL_TO_OPEN"])
        second = "SELL_TO_OPEN" if first == "BUY_TO_OPEN" else "BUY_TO_OPEN"
        legs = [(first, CALLS[0], "OPTION"), (second, CALLS[1], "OPTION")]
    elif random.random() < 0.2:
        legs = [(random.choice(["BUY_TO_OPEN", "SELL_TO_CLOSE"]), CALLS[0], "OPTION")]
    else:
        legs = [(random.choice(["BUY", "SELL", "SELL_SHORT"]), random.choice([*SHARES]), "EQUITY")]
    for line, (instruction, symbol, instrument) in enumerate(legs):
        schwab_leg(rows, random, order, line, instruction, symbol, instrument, quantity, story)
    for fill_day in {at.date() for at, _ in story["fills"]}:
        if random.random() < 0.7:
            fees = [("COMMISSION", Decimal("0.65")), ("OPT_REG_FEE", Decimal("0.03"))]
            ledger.book(
                datetime.combine(fill_day, time(21)), "TRADE", Decimal("-0.65"), order=order,
                fees=fees[: random.randrange(1, 3)],
            )  # fmt: skip
    if story["fills"] and random.random() < 0.03:
        # A fee of a day on which nothing of the order was executed.
        late = datetime.combine(story["fills"][-1][0].date() + timedelta(days=2), time(9))
        ledger.book(late, "TRADE", -1, order=order, fees=[("SEC_FEE", 1)])


def schwab_leg(rows, random, order, line, instruction, symbol, instrument, quantity, story):
    leg = order * 10 + line
    rows.add(
        "schwab.order_legs", leg_id=leg, order_id=order, schwab_leg_id=line + 1,
        instruction=instruction, quantity=quantity, instrument_symbol=symbol,
        instrument_type=instrument,
    )  # fmt: skip
    for piece, (at, amount) in enumerate(story["fills"]):
        activity = order * 100 + piece
        if line == 0:
            rows.add("schwab.order_activities", activity_id=activity, order_id=order)
        price = random.uniform(1, 5) if instrument == "OPTION" else SHARES[symbol]
        if instrument != "OPTION":
            price *= random.uniform(0.95, 1.05)
        rows.add(
            "schwab.execution_legs", execution_id=leg * 10 + piece, activity_id=activity,
            leg_id=leg, price=money(price), quantity=amount.quantize(Decimal("0.0001")),
            execution_time=at,
        )  # fmt: skip


def schwab_expiry(rows, random, ledger, account) -> None:
    """Puts that are sold and run out worthless: they leave by a ledger entry."""
    contracts = Decimal(random.randrange(1, 4))
    story = {"fills": [(datetime(2026, 2, 10, 15, account % 60), contracts)]}
    entered, closed = datetime(2026, 2, 10, 14), datetime(2026, 2, 10, 16)
    order = ledger.order(
        "FILLED", entered, order_type="MARKET", quantity=contracts, close_time=closed,
        filled_quantity=contracts, remaining_quantity=0,
    )  # fmt: skip
    schwab_leg(rows, random, order, 0, "SELL_TO_OPEN", EXPIRED, "OPTION", contracts, story)
    ledger.book(datetime(2026, 2, 20, 22), "RECEIVE_AND_DELIVER", 0, item=(EXPIRED, contracts))
