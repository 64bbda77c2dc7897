"""What the marts must show, computed from the raw tables without any model of the warehouse.

Money is kept as exact fractions. The ratios are those of empyrical, an independent library, and
where it has none they are computed here. The house's readings (which copy of a row counts, when a
fee is charged, what a trade is) are those that the models' comments state.
"""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby

import empyrical
import empyrical.stats
import numpy as np
import pandas as pd
from pandas.tseries import holiday
from pandas.tseries.offsets import Day

from tradehouse.paths import PROJECT_ROOT

PEGGED = {"USD", "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "DAI"}
# Candles that are short enough to stand for the minute of an execution.
MINUTES = {"1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60}
QUOTES = PEGGED | {"EUR", "GBP", "JPY", "BTC", "ETH", "BNB"}
YEAR = {"fx": 252, "us_equities": 252, "crypto": 365}
NO_FLOW = {"MEMORANDUM", "MARGIN_CALL", "MONEY_MARKET", "SMA_ADJUSTMENT"}

COUNTS = [
    "trades", "winning_trades", "losing_trades", "breakeven_trades", "days_with_trades",
    "unconverted_amounts", "max_consecutive_wins", "max_consecutive_losses",
]  # fmt: skip
SUMS = [
    "volume_usd", "gross_pnl_usd", "fees_usd", "net_pnl_usd", "flow_usd",
    "gross_profit_usd", "gross_loss_usd",
]  # fmt: skip
RATIOS = [
    "win_rate", "profit_factor", "expectancy_usd", "avg_win_usd", "avg_loss_usd", "payoff_ratio",
    "total_return", "cagr", "volatility", "sharpe_ratio", "sortino_ratio", "max_drawdown_pct",
    "max_drawdown_usd", "calmar_ratio", "current_drawdown_pct", "current_drawdown_usd",
    "recovery_factor", "longest_drawdown_days",
]  # fmt: skip
TAIL_RISKS = ["value_at_risk_95", "value_at_risk_99", "cvar_95"]


@dataclass(frozen=True)
class Event:
    """Something that moved realised money: a closed trade, an execution, or a fee on its own."""

    account: str
    trade_id: str
    day: date
    at: datetime | None
    gross: Fraction
    fee: Fraction | None  # None where no price converts it
    is_trade: bool
    volume: Fraction | None = Fraction(0)
    strategy: str | None = None
    environment: str | None = None
    symbol: str | None = None
    direction: str | None = None
    opened: Fraction | None = None  # the average moment of entry of what was closed, in seconds
    buys: bool | None = None
    bucket: str = "net"
    unpriced: bool = False  # nothing converts what it is quoted in
    order: str | None = None
    quantity: Fraction | None = None
    price: Fraction | None = None
    fee_amount: Fraction | None = None
    fee_currency: str | None = None

    @property
    def is_unconverted(self) -> bool:
        return self.fee is None or self.unpriced

    @property
    def net(self) -> Fraction:
        return self.gross - (self.fee or 0)


@dataclass
class Book:
    """An account or a strategy with everything that happened to it."""

    source_system: str
    book_id: str
    calendar: str
    opening: Fraction | None
    is_open: bool
    events: list[Event] = field(default_factory=list)
    flows: dict[date, Fraction] = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    series: list[dict] | None = None


class Position:
    """Units held and what they cost; closing takes its share of the cost along."""

    def __init__(self) -> None:
        self.units = self.cost = Fraction(0)

    def fill(self, units: Fraction, price: Fraction) -> tuple[Fraction, bool]:
        """Take a signed fill in; returns what it realised and whether it closed anything."""
        realised, closing = Fraction(0), Fraction(0)
        if self.units * units < 0:
            closing = -self.units if abs(units) > abs(self.units) else units
            released = self.cost * -closing / self.units
            realised = -closing * price - released
            self.units += closing
            self.cost -= released
        self.units += units - closing
        self.cost += (units - closing) * price
        return realised, closing != 0


def exact(value) -> Fraction | None:
    return None if value is None else Fraction(value)


def utc(moment: datetime | None) -> datetime | None:
    """Naive times of the platforms are UTC."""
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def seconds(moment: datetime | None) -> Fraction | None:
    """Since 1970, to the microsecond."""
    if moment is None:
        return None
    since = utc(moment) - datetime(1970, 1, 1, tzinfo=UTC)
    return Fraction(since // timedelta(microseconds=1), 1_000_000)


def held_as(buys: bool, closes: bool) -> str:
    """A sale opens a short position or closes a long one."""
    return "short" if buys == closes else "long"


def table(project, name: str) -> pd.DataFrame:
    """A raw table, values as the driver gives them. A table that does not exist is empty."""
    if project.value("select to_regclass(%s)", [f"raw_{name}"]) is None:
        return pd.DataFrame(columns=["id"], dtype=object)
    columns = [
        column
        for (column,) in project.query(
            "select attname from pg_attribute where attrelid = to_regclass(%s)"
            " and attnum > 0 and not attisdropped order by attnum",
            [f"raw_{name}"],
        )
    ]
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = project.query(f"select {listed} from raw_{name}")
    return pd.DataFrame(rows, columns=columns, dtype=object)


def records(frame: pd.DataFrame) -> list[dict]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def last_copies(frame: pd.DataFrame, key: list[str], order: list[str]) -> list[dict]:
    """Of rows with the same key the last one by `order`; a missing value comes first."""
    copies: dict[tuple, dict] = {}

    def rank(row):
        return tuple((row[name] is not None, row[name] or 0) for name in order)

    for row in records(frame):
        name = tuple(row[column] for column in key)
        if name not in copies or rank(row) > rank(copies[name]):
            copies[name] = row
    return list(copies.values())


def by_time(row: dict) -> tuple:
    """Close order: time, then trade id as a number would sort."""
    return (row["at"], len(row["id"]), row["id"])


# Conversion to dollars


class Rates:
    """Dollar prices of coins and currencies, from every platform that has candles.

    The finest candle of at most an hour that holds the moment and was complete by the clock comes
    first, then the close of the day or of one of the week before.
    """

    def __init__(self, project, as_of: datetime) -> None:
        priorities = pd.read_csv(PROJECT_ROOT / "seeds" / "price_providers.csv")
        self._trust = {
            (row.source_system, row.provider): row.priority for row in priorities.itertuples()
        }
        best: dict[tuple, tuple] = {}
        for base, quote, day, preference, close in self._candles(project):
            key = (base, quote, day)
            if key not in best or preference > best[key][0]:
                best[key] = (preference, close)
        offers: dict[tuple, list] = defaultdict(list)
        for (base, quote, day), (_, close) in best.items():
            if quote in PEGGED:
                offers[base, day].append((0 if quote == "USD" else 1, quote, close))
            if base in PEGGED and close > 0:
                offers[quote, day].append((2, base, 1 / close))
        self._rates: dict[str, list[tuple[date, Fraction]]] = defaultdict(list)
        for (currency, day), offer in sorted(offers.items()):
            self._rates[currency].append((day, min(offer)[2]))
        self._short: dict[tuple[str, int, datetime], list] = defaultdict(list)
        for system, symbol, split, minutes, start, close in self._short_candles(project):
            base, quote = split or split_pair(symbol) or (symbol, None)
            if start + timedelta(minutes=minutes) > as_of or close <= 0:
                continue
            if quote in PEGGED:
                offer = (0 if quote == "USD" else 1, quote, system, symbol, close)
                self._short[base, minutes, start].append(offer)
            if base in PEGGED:
                self._short[quote, minutes, start].append((2, base, system, symbol, 1 / close))

    def _short_candles(self, project):
        """Each candle of at most an hour: platform, symbol, pair, minutes, start, close."""
        for row in records(table(project, "mastertrade.market_data")):
            if row["interval"] in MINUTES:
                yield (
                    "mastertrade", row["symbol"], None, MINUTES[row["interval"]],
                    utc(row["timestamp"]), exact(row["close"]),
                )  # fmt: skip
        pairs = {row["id"]: row for row in records(table(project, "patriot.symbols"))}
        first = {}
        for row in records(table(project, "patriot.market_data")):
            if row["timeframe"] in MINUTES:
                key = pairs[row["symbol_id"]]["symbol"], row["timeframe"], utc(row["time"])
                if key not in first or row["symbol_id"] < first[key]["symbol_id"]:
                    first[key] = row
        for (symbol, timeframe, start), row in first.items():
            pair = pairs[row["symbol_id"]]
            yield (
                "patriot", symbol, (pair["base_asset"], pair["quote_asset"]), MINUTES[timeframe],
                start, exact(row["close"]),
            )  # fmt: skip

    def _candles(self, project):
        """Each daily candle: pair, day, how much it is trusted, close."""
        for row in records(table(project, "mastertrade.market_data")):
            if row["interval"] == "1d":
                yield self._candle("mastertrade", "market_data", row["symbol"], row)
        pairs = {row["id"]: row for row in records(table(project, "patriot.symbols"))}
        for row in records(table(project, "patriot.market_data")):
            if row["timeframe"] == "1d":
                row["timestamp"] = row["time"]
                pair = pairs[row["symbol_id"]]
                split = (pair["base_asset"], pair["quote_asset"])
                yield self._candle("patriot", "market_data", None, row, split)
        tickers = {
            row["id"]: row["ticker"]
            for row in records(table(project, "swiftbolt.symbols"))
            if row["asset_type"] == "crypto"
        }
        for row in records(table(project, "swiftbolt.ohlc_bars_v2")):
            if (
                row["symbol_id"] in tickers
                and row["timeframe"] == "d1"
                and not row["is_forecast"]
                and row["close"] is not None
            ):
                row["timestamp"] = row["ts"]
                yield self._candle("swiftbolt", row["provider"], tickers[row["symbol_id"]], row)

    def _candle(self, system, provider, symbol, row, split=None):
        base, quote = split or split_pair(symbol) or (symbol, None)
        loads = [row.get("fetched_at"), row["created_at"], row.get("updated_at")]
        loaded = max(
            (utc(load) for load in loads if load), default=datetime.min.replace(tzinfo=UTC)
        )
        preference = (
            not row.get("is_intraday"), -self._trust.get((system, provider), math.inf), loaded
        )  # fmt: skip
        return base, quote, utc(row["timestamp"]).date(), preference, exact(row["close"])

    def usd(self, currency: str | None, moment: datetime) -> Fraction | None:
        """Dollars per unit at a moment; None where the week before has no close."""
        if currency is None or currency in PEGGED:
            return Fraction(1)
        for minutes in sorted(set(MINUTES.values())):
            start = moment.replace(second=0, microsecond=0)
            start -= timedelta(minutes=(start.hour * 60 + start.minute) % minutes)
            if offers := self._short.get((currency, minutes, start)):
                return min(offers)[-1]
        day = moment.date()
        known = self._rates.get(currency, [])
        place = bisect_right(known, day, key=lambda rate: rate[0])
        if place == 0 or (day - known[place - 1][0]).days >= 7:
            return None
        return known[place - 1][1]

    def fee(self, amount, currency, moment: datetime) -> Fraction | None:
        """A fee in dollars; no fee is 0, None when it can't be converted."""
        if not amount:
            return Fraction(0)
        rate = self.usd(currency, moment) if currency else None
        return None if rate is None else Fraction(amount) * rate


def split_pair(symbol: str) -> tuple[str, str] | None:
    """Base and quote of a pair: the longest known quote that ends it."""
    endings = [quote for quote in QUOTES if symbol.endswith(quote) and symbol != quote]
    if not endings:
        return None
    quote = max(endings, key=len)
    return symbol[: -len(quote)], quote


# Events per platform


def daily_profit_events(project) -> list[Event]:
    trades = last_copies(
        table(project, "daily_profit.raw_trades_closed"),
        ["trade_date", "account_id", "trade_id"],
        ["ingestion_timestamp", "id"],
    )
    return [
        Event(
            account=row["account_id"],
            trade_id=row["trade_id"],
            day=row["trade_date"],
            at=utc(row["close_time"]),
            gross=exact(row["profit"]),
            fee=abs(exact(row["commission"] or 0)) - exact(row["swap"] or 0),
            is_trade=True,
            volume=exact(row["volume_usd"]),
            symbol=row["std_symbol"] or row["symbol"],
            direction={"buy": "long", "sell": "short"}[row["side"].lower()],
            opened=seconds(row["open_time"]),
        )
        for row in trades
    ]


def mastertrade_events(project, rates: Rates) -> list[Event]:
    fills = table(project, "mastertrade.trades")
    fills["loaded"] = [
        row["created_at"] or row["executed_at"] for row in records(fills)
    ]  # fmt: skip
    # An exchange numbers the trades of each pair on their own.
    fills["copy"] = [row["exchange_trade_id"] or ("row", row["id"]) for row in records(fills)]
    events = []
    # Of two of our orders that met, each has its side.
    for row in last_copies(fills, ["environment", "symbol", "copy", "side"], ["loaded", "id"]):
        moment = utc(row["executed_at"])
        quote = rates.usd((split_pair(row["symbol"]) or ("", "USD"))[1], moment)
        value = exact(row["quantity"]) * exact(row["price"])
        events.append(
            Event(
                account=row["environment"],
                trade_id=str(row["id"]),
                day=moment.date(),
                at=moment,
                gross=exact(row["realized_pnl"] or 0),
                fee=rates.fee(row["commission"], row["commission_asset"], moment),
                is_trade=row["realized_pnl"] is not None,
                volume=None if quote is None else value * quote,
                strategy=None if row["strategy_id"] is None else str(row["strategy_id"]),
                environment=row["environment"],
                symbol=row["symbol"],
                direction=held_as(row["side"] == "BUY", row["realized_pnl"] is not None),
                buys=row["side"] == "BUY",
                unpriced=quote is None,
                order=str(row["order_id"]),
                quantity=exact(row["quantity"]),
                price=exact(row["price"]),
                fee_amount=exact(row["commission"]),
                fee_currency=row["commission_asset"] or "unknown",
            )
        )
    return events


def patriot_events(project, rates: Rates) -> list[Event]:
    accounts = {row["id"]: row for row in records(table(project, "patriot.user_accounts"))}
    orders = {row["id"]: row for row in records(table(project, "patriot.orders"))}
    pairs = {row["symbol"]: row for row in records(table(project, "patriot.symbols"))}
    fills = table(project, "patriot.order_fills")
    fills["copy"] = [row["exchange_fill_id"] or ("row", row["id"]) for row in records(fills)]
    current = [
        {"at": utc(fill["fill_timestamp"]), "fill": fill, "id": str(fill["id"])}
        for fill in last_copies(fills, ["order_id", "copy"], ["created_at", "id"])
    ]
    positions: dict[tuple, Position] = defaultdict(Position)
    events = []
    for moment in sorted(current, key=by_time):
        fill, order = moment["fill"], orders[moment["fill"]["order_id"]]
        day = moment["at"].date()
        units, price = exact(fill["quantity"]), exact(fill["price"])
        listed = pairs.get(order["symbol"])
        quote = listed["quote_asset"] if listed else (split_pair(order["symbol"]) or ("", "USD"))[1]
        rate = rates.usd(quote, moment["at"])
        book = (
            order["account_id"], order["strategy_id"], order["symbol"],
            order["position_side"] or "BOTH",
        )  # fmt: skip
        signed = units if order["side"] == "BUY" else -units
        realised, closes = positions[book].fill(signed, price)
        account = accounts.get(order["account_id"])
        events.append(
            Event(
                account=str(order["account_id"]),
                trade_id=moment["id"],
                day=day,
                at=moment["at"],
                gross=Fraction(0) if rate is None else realised * rate,
                fee=rates.fee(fill["commission"], fill["commission_asset"], moment["at"]),
                is_trade=closes,
                volume=None if rate is None else units * price * rate,
                strategy=None if order["strategy_id"] is None else str(order["strategy_id"]),
                environment=account and ("testnet" if account["is_testnet"] else "live"),
                symbol=order["symbol"],
                direction=held_as(order["side"] == "BUY", closes),
                buys=order["side"] == "BUY",
                bucket=order["position_side"] or "BOTH",
                unpriced=rate is None,
                order=str(order["id"]),
                quantity=units,
                price=price,
                fee_amount=exact(fill["commission"]),
                fee_currency=fill["commission_asset"] or "unknown",
            )
        )
    return events


def schwab_lot(row) -> Fraction:
    """What a price of the broker is for: a share of an option's hundred, a hundred of a bond."""
    kind = row["instrument_type"] or row.get("order_leg_type")
    if kind is None and re.search(r"\d{6}[CP]\d{8}$", row["instrument_symbol"] or ""):
        kind = "OPTION"
    return {"OPTION": Fraction(100), "FIXED_INCOME": Fraction(1, 100)}.get(kind, Fraction(1))


def schwab_ledger(project) -> tuple[dict, list[dict]]:
    """Entries that stand and their lines; `paid` is what a line without an execution costs."""
    ledger = {
        row["transaction_id"]: row
        for row in records(table(project, "schwab.transactions"))
        if row["status"] != "INVALID"
    }
    items = [
        {**item, "entry": ledger[item["transaction_id"]], "paid": None}
        for item in records(table(project, "schwab.transaction_items"))
        if item["transaction_id"] in ledger
    ]
    for item in items:
        kind, order = item["entry"]["transaction_type"], item["entry"]["order_id"]
        if (
            (kind == "RECEIVE_AND_DELIVER" or (kind == "TRADE" and order is None))
            and item["amount"]
            and not item["fee_type"]
            and item["instrument_symbol"]
            and item["instrument_type"] != "CURRENCY"
        ):
            way = 1 if item["amount"] > 0 else -1
            item["paid"] = max(-exact(item["cost"] or 0) * way, Fraction(0))
    return ledger, items


def schwab_events(project) -> list[Event]:
    orders = {row["order_id"]: row for row in records(table(project, "schwab.orders"))}
    legs = {row["leg_id"]: row for row in records(table(project, "schwab.order_legs"))}
    _, items = schwab_ledger(project)

    fills = []
    for row in records(table(project, "schwab.execution_legs")):
        leg = legs[row["leg_id"]]
        units = exact(row["quantity"])
        fills.append(
            {
                "at": utc(row["execution_time"]),
                "id": str(row["execution_id"]),
                "order": leg["order_id"],
                "account": str(orders[leg["order_id"]]["account_id"]),
                "symbol": leg["instrument_symbol"],
                "units": units if leg["instruction"].startswith("BUY") else -units,
                "price": exact(row["price"]),
                "lot": schwab_lot(leg),
            }
        )
    executed: dict[tuple, Fraction] = defaultdict(Fraction)
    for fill in fills:
        executed[fill["account"], fill["order"], fill["at"].date()] += abs(fill["units"])

    fees: dict[tuple, list] = defaultdict(list)
    for item in items:
        entry = item["entry"]
        if item["fee_type"] and item["cost"] is not None:
            day = entry["trade_date"] or utc(entry["transaction_time"]).date()
            fees[str(entry["account_id"]), entry["order_id"], day].append((entry, -item["cost"]))
    events = []
    shared: dict[tuple, Fraction] = {}
    for (account, order, day), charges in fees.items():
        total = sum(Fraction(amount) for _, amount in charges)
        if executed.get((account, order, day)):
            shared[order, day] = total
            continue
        first = min(str(entry["transaction_id"]) for entry, _ in charges)
        at = min(utc(entry["transaction_time"]) for entry, _ in charges)
        events.append(
            Event(
                account, f"fee:{first}", day, at, Fraction(0), total, is_trade=False,
                order=None if order is None else str(order),
            )
        )  # fmt: skip

    # An option that runs out leaves through the ledger at no price, one that is assigned lets
    # shares come at the strike.
    for item in items:
        entry = item["entry"]
        if item["paid"] is not None:
            units, lot = exact(item["amount"]), schwab_lot(item)
            fills.append(
                {
                    "at": utc(entry["transaction_time"]),
                    "id": f"item:{item['item_id']}",
                    "order": None,
                    "account": str(entry["account_id"]),
                    "symbol": item["instrument_symbol"],
                    "units": units,
                    "price": item["paid"] / abs(units) / lot,
                    "lot": lot,
                }
            )

    positions: dict[tuple, Position] = defaultdict(Position)
    for fill in sorted(fills, key=by_time):
        day = fill["at"].date()
        realised, closes = positions[fill["account"], fill["symbol"]].fill(
            fill["units"], fill["price"]
        )
        share = Fraction(0)
        if (fill["order"], day) in shared:
            share = abs(fill["units"]) / executed[fill["account"], fill["order"], day]
        events.append(
            Event(
                account=fill["account"],
                trade_id=fill["id"],
                day=day,
                at=fill["at"],
                gross=realised * fill["lot"],
                fee=share * shared.get((fill["order"], day), 0),
                is_trade=closes,
                volume=abs(fill["units"]) * fill["price"] * fill["lot"],
                environment="live",
                symbol=fill["symbol"],
                direction=held_as(fill["units"] > 0, closes),
                buys=fill["units"] > 0,
                order=None if fill["order"] is None else str(fill["order"]),
                quantity=abs(fill["units"]),
                price=fill["price"],
                fee_amount=share * shared.get((fill["order"], day), 0),
                fee_currency="USD",
            )
        )
    return events


# Books per platform


def daily_profit_accounts(project) -> list[Book]:
    plans = {row["plan_id"]: row for row in records(table(project, "daily_profit.raw_plans_data"))}
    accounts = last_copies(
        table(project, "daily_profit.raw_accounts_data"),
        ["account_id"],
        ["ingestion_timestamp", "id"],
    )
    books = []
    for row in accounts:
        plan = plans.get(row["plan_id"], {})

        def term(name, row=row, plan=plan):
            return exact(row[name] if plan.get(name) is None else plan[name])

        def limit(name, row=row, plan=plan):
            """What the plan says in dollars, else its share of the opening balance."""
            if plan.get(name) is not None:
                return exact(plan[name])
            share = term(f"{name}_pct", row, plan)
            return None if share is None or opening is None else opening * share / 100  # noqa: B023

        opening = exact(row["starting_balance"])
        if opening is None:
            opening = exact(plan.get("starting_balance"))
        trailing = plan.get("is_drawdown_relative")
        books.append(
            Book(
                "daily_profit",
                row["account_id"],
                "fx",
                opening,
                row["status"] == "Active",
                facts={
                    "environment": "live" if row["phase"] == "Funded" else "paper",
                    "reported_equity_usd": exact(row["current_equity"]),
                    "profit_target_usd": limit("profit_target"),
                    "max_drawdown_limit_usd": limit("max_drawdown"),
                    "max_daily_loss_limit_usd": limit("max_daily_drawdown"),
                    "is_drawdown_trailing": bool(
                        row["is_drawdown_relative"] if trailing is None else trailing
                    ),
                },
            )
        )
    return books


def mastertrade_accounts(project, as_of: datetime) -> list[Book]:
    worth: dict[str, dict[datetime, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for row in records(table(project, "mastertrade.portfolio_balances")):
        if utc(row["timestamp"]) <= as_of and row["usd_value"] is not None:
            worth[row["environment"]][utc(row["timestamp"])] += exact(row["usd_value"])
    ordered = {row["environment"] for row in records(table(project, "mastertrade.orders"))}
    books = []
    for environment in ordered | set(worth):
        seen = worth.get(environment)
        books.append(
            Book(
                "mastertrade",
                environment,
                "crypto",
                seen[min(seen)] if seen else None,
                True,
                facts={
                    "environment": environment,
                    "reported_equity_usd": seen[max(seen)] if seen else None,
                },
            )
        )
    return books


def mastertrade_strategies(project) -> list[Book]:
    capital = {}
    backtests = records(table(project, "mastertrade.backtest_results"))
    for row in sorted(backtests, key=lambda row: (row["created_at"], row["id"])):
        capital[row["strategy_id"]] = row["initial_capital"]
    return [
        Book(
            "mastertrade",
            str(row["id"]),
            "crypto",
            exact(10000 if capital.get(row["id"]) is None else capital[row["id"]]),
            row["status"] in ("active", "paper", "paused"),
            facts={"activated_at": utc(row["activated_at"]), "ended_at": utc(row["archived_at"])},
        )
        for row in records(table(project, "mastertrade.strategies"))
    ]


def schwab_accounts(project, as_of: datetime) -> list[Book]:
    flows: dict[str, dict[date, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    ledger, items = schwab_ledger(project)
    # Fees are costs, and what is paid for an instrument is no flow.
    elsewhere: dict[int, Fraction] = defaultdict(Fraction)
    for item in items:
        if item["fee_type"]:
            elsewhere[item["transaction_id"]] += exact(item["cost"] or 0)
        elif item["paid"]:
            elsewhere[item["transaction_id"]] -= item["paid"] * (1 if item["amount"] > 0 else -1)
    for row in ledger.values():
        day = row["trade_date"] or utc(row["transaction_time"]).date()
        if (
            row["transaction_type"] not in NO_FLOW
            and (row["transaction_type"] != "TRADE" or row["order_id"] is None)
            and utc(row["transaction_time"]) <= as_of
        ):
            moved = exact(row["net_amount"] or 0) - elsewhere[row["transaction_id"]]
            flows[str(row["account_id"])][day] += moved
    return [
        Book(
            "schwab",
            str(row["account_id"]),
            "us_equities",
            Fraction(0),
            bool(row["is_active"]),
            flows=dict(flows[str(row["account_id"])]),
            facts={"environment": "live", "reported_equity_usd": None},
        )
        for row in records(table(project, "schwab.accounts"))
    ]


def patriot_accounts(project, as_of: datetime) -> list[Book]:
    snapshots: dict = defaultdict(dict)
    for row in last_copies(
        table(project, "patriot.portfolio_snapshots"), ["account_id", "time"], ["created_at"]
    ):
        if row["time"] <= as_of:
            snapshots[row["account_id"]][row["time"]] = row
    books = []
    for row in records(table(project, "patriot.user_accounts")):
        seen = snapshots.get(row["id"])
        newest = seen[max(seen)] if seen else None
        books.append(
            Book(
                "patriot",
                str(row["id"]),
                "crypto",
                exact(seen[min(seen)]["total_balance_usd"]) if seen else None,
                bool(row["is_active"]),
                facts={
                    "environment": "testnet" if row["is_testnet"] else "live",
                    "reported_equity_usd": newest
                    and exact(newest["total_balance_usd"] + (newest["unrealized_pnl_usd"] or 0)),
                },
            )
        )
    return books


def patriot_strategies(project, as_of: datetime, events: list[Event]) -> list[Book]:
    """Strategies with the capital of the accounts whose results count: mostly the live ones."""
    judged = judged_environments(events)
    testnets = {
        row["id"]: row["is_testnet"] for row in records(table(project, "patriot.user_accounts"))
    }
    flows: dict = defaultdict(lambda: defaultdict(Fraction))
    newest: dict = {}
    assignments = records(table(project, "patriot.user_strategy_assignments"))
    for row in sorted(assignments, key=lambda row: (row["assigned_at"], str(row["id"]))):
        environment = "testnet" if testnets.get(row["account_id"]) else "live"
        if environment != judged.get(str(row["strategy_id"]), "live"):
            continue
        amount = exact(row["allocated_balance_usd"])
        for moment, sign in ((row["assigned_at"], 1), (row["deactivated_at"], -1)):
            if amount is not None and moment and utc(moment) <= as_of:
                flows[row["strategy_id"]][utc(moment).date()] += sign * amount
        if utc(row["assigned_at"]) <= as_of:
            newest[row["strategy_id"], row["user_id"], row["account_id"]] = row
    books = []
    listed = {row["id"]: row for row in records(table(project, "patriot.strategies"))}
    traded = {event.strategy for event in events if event.strategy is not None}
    # One that was deleted keeps its trades and the capital it had, but no equity.
    given_to = {row["strategy_id"] for row in assignments} - listed.keys()
    deleted = {strategy for strategy in given_to if str(strategy) in traded}
    for strategy_id in [*listed, *deleted]:
        row = listed.get(strategy_id, {"is_active": False})
        given = [copy for (strategy, _, _), copy in newest.items() if strategy == strategy_id]
        active = [
            copy
            for copy in given
            if copy["is_active"] or (copy["deactivated_at"] and utc(copy["deactivated_at"]) > as_of)
        ]
        amounts = [
            exact(copy["allocated_balance_usd"])
            for copy in active
            if copy["allocated_balance_usd"] is not None
        ]
        books.append(
            Book(
                "patriot",
                str(strategy_id),
                "crypto",
                Fraction(0) if strategy_id in listed else None,
                bool(row["is_active"]),
                flows=dict(flows[strategy_id]),
                facts={
                    "user_count": len({copy["user_id"] for copy in active}) if given else None,
                    "aum_usd": sum(amounts) if amounts else None,
                },
            )
        )
    return books


def judged_environments(events: list[Event]) -> dict[str, str | None]:
    """Which results a strategy is judged by: live ones if there are any, else paper, testnet."""
    found: dict[str, set] = defaultdict(set)
    for event in events:
        if event.strategy is not None:
            found[event.strategy].add(event.environment)
    return {
        strategy: next((name for name in ("live", "paper", "testnet") if name in names), None)
        for strategy, names in found.items()
    }


class Oracle:
    """All books of a database, and what the marts must say of them."""

    def __init__(self, project, as_of: datetime) -> None:
        self.as_of = as_of
        rates = Rates(project, as_of)
        readers = {
            "daily_profit": lambda: daily_profit_events(project),
            "mastertrade": lambda: mastertrade_events(project, rates),
            "patriot": lambda: patriot_events(project, rates),
            "schwab": lambda: schwab_events(project),
        }
        present = {
            system
            for system in readers
            if project.value("select to_regnamespace(%s) is not null", [f"raw_{system}"])
        }
        self.events = {
            system: [event for event in read() if self._has_happened(event)]
            for system, read in readers.items()
            if system in present
        }
        accounts = {
            "daily_profit": lambda: daily_profit_accounts(project),
            "mastertrade": lambda: mastertrade_accounts(project, as_of),
            "patriot": lambda: patriot_accounts(project, as_of),
            "schwab": lambda: schwab_accounts(project, as_of),
        }
        strategies = {
            "mastertrade": lambda: mastertrade_strategies(project),
            "patriot": lambda: patriot_strategies(project, as_of, self.events["patriot"]),
        }
        self.accounts = {
            (book.source_system, book.book_id): book
            for system in present
            for book in self._with_accounts(system, accounts[system]())
        }
        self.strategies = {
            (book.source_system, book.book_id): book
            for system in present & set(strategies)
            for book in self._with_strategies(system, strategies[system]())
        }

    def _has_happened(self, event: Event) -> bool:
        return event.day <= self.as_of.date() if event.at is None else event.at <= self.as_of

    def _with_accounts(self, system: str, books: list[Book]) -> list[Book]:
        """Deal the events out to their accounts; one that no table lists is made up."""
        known = {book.book_id: book for book in books}
        for event in self.events[system]:
            if event.account not in known:
                calendar = {"daily_profit": "fx", "schwab": "us_equities"}.get(system, "crypto")
                known[event.account] = Book(system, event.account, calendar, None, True)
            known[event.account].events.append(event)
        return list(known.values())

    def _with_strategies(self, system: str, books: list[Book]) -> list[Book]:
        """Deal the events out to their strategies, as far as they are judged by them."""
        known = {book.book_id: book for book in books}
        judged = judged_environments(self.events[system])
        for event in self.events[system]:
            if event.strategy in judged and event.environment == judged[event.strategy]:
                book = known.setdefault(
                    event.strategy, Book(system, event.strategy, "crypto", None, False)
                )
                book.events.append(event)
                book.facts["environment"] = event.environment
        return list(known.values())

    def account_row(self, key: tuple[str, str]) -> dict:
        """What account_performance must show of an account."""
        book = self.accounts[key]
        life = measure(book, self.as_of)
        week = measure(book, self.as_of, 7)
        row = self._both(book)
        row.update({f"{name}_7d": week[name] for name in COUNTS + SUMS})
        row.update({f"{name}_7d": week[name] for name in ("win_rate", "profit_factor")})
        row["total_return_7d"] = week["total_return"]
        row["reported_equity_usd"] = book.facts.get("reported_equity_usd")
        if "environment" in book.facts:
            row["environment"] = book.facts["environment"]
        row["opening_equity_usd"] = book.opening

        target = book.facts.get("profit_target_usd")
        fall = book.facts.get("max_drawdown_limit_usd")
        daily = book.facts.get("max_daily_loss_limit_usd")
        today = sum(event.net for event in book.events if event.day == self.as_of.date())
        trailing = book.facts.get("is_drawdown_trailing", False)
        worst = -(life["current_drawdown_usd"] or 0) if trailing else life["net_pnl_usd"]
        row.update(
            profit_target_usd=target,
            distance_to_profit_target_usd=None if target is None else target - life["net_pnl_usd"],
            profit_target_progress_ratio=life["net_pnl_usd"] / target if target else None,
            max_drawdown_limit_usd=fall,
            is_drawdown_trailing=trailing,
            distance_to_max_drawdown_usd=None if fall is None else fall + worst,
            max_daily_loss_limit_usd=daily,
            distance_to_max_daily_loss_usd=None if daily is None else daily + today,
        )
        return row

    def strategy_rows(self, keys: dict[tuple[str, str], str]) -> dict[tuple[str, str], dict]:
        """What strategy_performance must show of every strategy; `keys` only break ties."""
        rows = {}
        for name, book in self.strategies.items():
            row = self._both(book)
            row["environment"] = book.facts.get("environment")
            row["user_count"] = book.facts.get("user_count")
            row["aum_usd"] = book.facts.get("aum_usd")
            starts = book.facts.get("activated_at")
            starts = starts.date() if starts else row["first_activity_date"]
            ends = book.facts.get("ended_at")
            ends = min(self.as_of.date(), ends.date()) if ends else self.as_of.date()
            row["days_live"] = None if starts is None else (ends - starts).days + 1
            rows[name] = row
        ranked_by = {"sharpe": "sharpe_ratio_30d", "pnl": "net_pnl_usd_30d", "aum": "aum_usd"}
        for rank, column in ranked_by.items():
            best_first = sorted(
                rows,
                key=lambda name, column=column: (
                    rows[name][column] is None,
                    -round(rows[name][column] or 0, 9),
                    keys[name],
                ),
            )
            for place, name in enumerate(best_first, 1):
                rows[name][f"{rank}_rank"] = place
        for row in rows.values():
            small, large = divmod(len(rows), 5)
            sizes = [small + (group < large) for group in range(5)]
            ends = np.cumsum(sizes)
            row["performance_quintile"] = int(np.searchsorted(ends, row["sharpe_rank"])) + 1
            score = sum(Fraction(1, row[f"{rank}_rank"]) for rank in ranked_by)
            row["composite_score"] = round(score * 100, 2)
        return rows

    def _both(self, book: Book) -> dict:
        """The columns that accounts and strategies share."""
        life, month = measure(book, self.as_of), measure(book, self.as_of, 30)
        year = measure(book, self.as_of, 365)
        row = {name: life[name] for name in COUNTS + SUMS + RATIOS}
        row.update({name: year[name] for name in TAIL_RISKS})
        row.update({f"{name}_30d": month[name] for name in COUNTS + SUMS + RATIOS})
        times = [event.at for event in book.events if event.at is not None]
        row.update(
            is_open=book.is_open,
            first_activity_date=life["first_date"],
            last_trade_at=max(times, default=None),
            equity_usd=None
            if book.opening is None
            else book.opening + life["net_pnl_usd"] + life["flow_usd"],
        )
        return row


# The daily series and its metrics


class NewYorkHolidays(holiday.AbstractHolidayCalendar):
    """Days on which the New York exchanges rest by rule."""

    rules = [  # noqa: RUF012
        holiday.Holiday("New Year", month=1, day=1, observance=holiday.sunday_to_monday),
        holiday.USMartinLutherKingJr,
        holiday.USPresidentsDay,
        holiday.GoodFriday,
        holiday.USMemorialDay,
        holiday.Holiday(
            "Juneteenth", month=6, day=19, start_date="2022-01-01",
            observance=holiday.nearest_workday,
        ),
        holiday.Holiday("Independence Day", month=7, day=4, observance=holiday.nearest_workday),
        holiday.USLaborDay,
        holiday.USThanksgivingDay,
        holiday.Holiday("Christmas", month=12, day=25, observance=holiday.nearest_workday),
    ]  # fmt: skip


# Closed for a president's funeral.
DAYS_OF_MOURNING = pd.DatetimeIndex(["2018-12-05", "2025-01-09"])


def calendar_days(calendar: str, first: date, last: date) -> set[date]:
    """The trading days of a market calendar."""
    days = pd.date_range(first, last)
    if calendar != "crypto":
        days = days[days.day_of_week < 5]
    if calendar == "us_equities":
        rests = NewYorkHolidays().holidays(pd.Timestamp(first) - Day(9), pd.Timestamp(last))
        days = days.difference(rests.union(DAYS_OF_MOURNING))
    return {day.date() for day in days}


def daily_series(book: Book, as_of: datetime) -> list[dict]:
    """The ledger day by day: result, flow, equity before, return, exactly; worked out once."""
    if book.series is None:
        book.series = worked_out_series(book, as_of)
    return book.series


def worked_out_series(book: Book, as_of: datetime) -> list[dict]:
    net: dict[date, Fraction] = defaultdict(Fraction)
    for event in book.events:
        net[event.day] += event.net
    active = set(net) | set(book.flows)
    if not active:
        return []
    last = max(active | {as_of.date()}) if book.is_open else max(active)
    equity, series = book.opening, []
    for day in sorted(calendar_days(book.calendar, min(active), last) | active):
        row = {"day": day, "net": net[day], "equity": equity, "return": None}
        if equity is not None:
            row["return"] = row["net"] / equity if equity > 0 else None
            if day in active:
                equity += row["net"] + book.flows.get(day, 0)
        series.append(row)
    return series


def measure(book: Book, as_of: datetime, window: int | None = None) -> dict:
    """Every metric of a book over the days of a window that ends with the day of `as_of`."""
    starts = date.min if window is None else as_of.date() - timedelta(days=window - 1)
    days = [row for row in daily_series(book, as_of) if row["day"] >= starts]
    events = [event for event in book.events if event.day >= starts]
    flow = sum(amount for day, amount in book.flows.items() if day >= starts)
    metrics = {
        "first_date": days[0]["day"] if days else None,
        "volume_usd": sum(event.volume for event in events if event.volume is not None),
        "gross_pnl_usd": sum(event.gross for event in events),
        "fees_usd": sum(event.fee for event in events if event.fee is not None),
        "net_pnl_usd": sum(event.net for event in events),
        "flow_usd": flow,
        "unconverted_amounts": sum(event.is_unconverted for event in events),
    }
    metrics.update(per_trade([event for event in events if event.is_trade]))
    metrics.update(per_day(days, YEAR[book.calendar]))
    return metrics


def ratio(above, below) -> Fraction | None:
    return Fraction(above) / Fraction(below) if below else None


def per_trade(trades: list[Event]) -> dict:
    """What does not depend on the days without trades."""
    wins = [trade.net for trade in trades if trade.net > 0]
    losses = [-trade.net for trade in trades if trade.net < 0]
    in_order = sorted(
        trades,
        key=lambda trade: (
            trade.at or datetime.max.replace(tzinfo=UTC), len(trade.trade_id), trade.trade_id
        ),
    )  # fmt: skip
    runs = [
        (outcome, len(list(run)))
        for outcome, run in groupby(in_order, key=lambda trade: np.sign(trade.net))
    ]
    average_win, average_loss = ratio(sum(wins), len(wins)), ratio(sum(losses), len(losses))
    return {
        "trades": len(trades),
        "winning_trades": len(wins),
        "losing_trades": len(losses),
        "breakeven_trades": len(trades) - len(wins) - len(losses),
        "days_with_trades": len({trade.day for trade in trades}),
        "max_consecutive_wins": max((n for sign, n in runs if sign > 0), default=0),
        "max_consecutive_losses": max((n for sign, n in runs if sign < 0), default=0),
        "gross_profit_usd": sum(wins),
        "gross_loss_usd": sum(losses),
        "win_rate": ratio(len(wins), len(wins) + len(losses)),
        "profit_factor": ratio(sum(wins), sum(losses)),
        "expectancy_usd": ratio(sum(trade.net for trade in trades), len(trades)),
        "avg_win_usd": average_win,
        "avg_loss_usd": average_loss,
        "payoff_ratio": None if average_win is None else ratio(average_win, average_loss),
    }


def finite(value) -> float | None:
    """A metric that can't be computed is missing, not infinite."""
    return float(value) if np.isrealobj(value) and np.isfinite(value) else None


def per_day(days: list[dict], year: int) -> dict:
    """What depends on the daily series."""
    names = [
        "total_return", "cagr", "volatility", "sharpe_ratio", "sortino_ratio", "calmar_ratio",
        "max_drawdown_pct", "current_drawdown_pct", "max_drawdown_usd", "current_drawdown_usd",
        "recovery_factor", "longest_drawdown_days", *TAIL_RISKS,
    ]  # fmt: skip
    metrics = dict.fromkeys(names)
    if not days:
        return metrics

    total = peak = worst = Fraction(0)
    for row in days:
        total += row["net"]
        peak = max(peak, total)
        worst = max(worst, peak - total)
    metrics["max_drawdown_usd"] = worst
    metrics["current_drawdown_usd"] = peak - total
    metrics["recovery_factor"] = ratio(total, worst)
    metrics["longest_drawdown_days"] = longest_drawdown(days)

    returns = np.array([float(row["return"]) for row in days if row["return"] is not None])
    if len(returns) == 0:
        return metrics
    with np.errstate(all="ignore"):
        fall = -empyrical.max_drawdown(returns)
        growth = empyrical.cum_returns_final(returns, starting_value=1)
        metrics["total_return"] = finite(empyrical.cum_returns_final(returns))
        metrics["max_drawdown_pct"] = 100 * fall
        metrics["current_drawdown_pct"] = -100 * empyrical.stats.drawdown_series(returns)[-1]
        # A curve below zero has no growth per year, and above e^700 it is no longer shown.
        if growth == 0 or (growth > 0 and math.log(growth) * year / len(returns) <= 700):
            metrics["cagr"] = finite(empyrical.cagr(returns, annualization=year))
            metrics["calmar_ratio"] = finite(empyrical.calmar_ratio(returns, annualization=year))
        if len(returns) >= 2:
            metrics["volatility"] = finite(empyrical.annual_volatility(returns, annualization=year))
            metrics["sharpe_ratio"] = finite(empyrical.sharpe_ratio(returns, annualization=year))
            metrics["sortino_ratio"] = finite(empyrical.sortino_ratio(returns, annualization=year))
        metrics["value_at_risk_95"] = finite(empyrical.value_at_risk(returns, 0.05))
        metrics["value_at_risk_99"] = finite(empyrical.value_at_risk(returns, 0.01))
        metrics["cvar_95"] = finite(empyrical.conditional_value_at_risk(returns, 0.05))
    return metrics


def longest_drawdown(days: list[dict]) -> int:
    """Calendar days of the longest stretch below a peak of the compounded curve."""
    with localcontext(prec=60):
        growth = peak = Decimal(1)
        at_peak, longest = days[0]["day"] - timedelta(days=1), 0
        for row in days:
            if row["return"]:
                result = row["return"]
                growth *= 1 + Decimal(result.numerator) / Decimal(result.denominator)
            # Far finer than cents, far coarser than what sixty digits round off.
            if growth >= peak * (1 - Decimal("1e-40")):
                peak, at_peak = max(peak, growth), row["day"]
            longest = max(longest, (row["day"] - at_peak).days)
    return longest
