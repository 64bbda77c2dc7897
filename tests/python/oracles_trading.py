"""What the marts of trading must show, by pandas, from the events that `oracles` reads from raw.

Sums are exact fractions. Instruments are named by the warehouse's own crosswalk: which symbol is
which instrument is tested elsewhere.
"""

from collections import defaultdict
from dataclasses import fields
from datetime import timedelta
from fractions import Fraction

import numpy as np
import pandas as pd

from oracles import (
    Event,
    Oracle,
    Position,
    by_time,
    exact,
    ratio,
    records,
    schwab_lot,
    seconds,
    table,
    utc,
)

STATUSES = {
    "NEW": "open", "WORKING": "open", "CANCELED": "cancelled", "PENDING": "pending",
}  # fmt: skip
TYPES = {"STOP_LOSS": "stop", "STOP_MARKET": "stop"}
WITH_LIMIT = {
    "limit", "stop_limit", "take_profit_limit", "limit_maker", "net_debit", "net_credit",
}  # fmt: skip
ENDED = {"filled", "cancelled", "rejected", "expired"}
ACTIVE = {"pending", "open", "partially_filled"}


def total(amounts) -> Fraction:
    """An exact sum of what is known."""
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def quantile(values, share: float) -> float | None:
    return float(np.quantile([float(value) for value in values], share)) if len(values) else None


def deviation(values) -> float | None:
    return float(np.std([float(value) for value in values], ddof=1)) if len(values) > 1 else None


class Trading:
    """Marts by their keys: platform, then native names instead of the house's keys."""

    def __init__(self, project, oracle: Oracle) -> None:
        self.project, self.oracle, self.as_of = project, oracle, oracle.as_of
        self.tickers = {
            (system, symbol): ticker
            for system, symbol, ticker in project.query(
                "select source_system, native_symbol, canonical_symbol"
                " from intermediate.int_instruments_resolved"
            )
        }
        self.quotes = dict(
            project.query(
                "select (source_system, native_symbol)::text, quote_asset"
                " from intermediate.int_instruments_resolved"
            )
        )
        names = [field.name for field in fields(Event)]
        rows = []
        for system, events in oracle.events.items():
            hours = holding_hours(events)
            for event in events:
                row = {name: getattr(event, name) for name in names}
                known = oracle.accounts[system, event.account].facts.get("environment")
                row.update(
                    system=system, net=event.net, is_unconverted=event.is_unconverted,
                    world=known or event.environment or "live", hours=hours.get(id(event)),
                    ticker=self.ticker(system, event.symbol),
                    is_execution=not event.trade_id.startswith("fee:"),
                )  # fmt: skip
                rows.append(row)
        self.events = pd.DataFrame(rows, dtype=object)

    def ticker(self, system: str, symbol: str | None) -> str | None:
        return self.tickers.get((system, symbol), symbol)

    # Statistics of days and symbols

    def symbol_performance(self) -> dict[tuple, dict]:
        """By platform, environment and ticker."""
        found = {}
        groups = self.events.groupby(["system", "world", "ticker"], dropna=False)
        since = self.as_of.date() - timedelta(days=89)
        for (system, world, ticker), events in groups:
            row = statistics(events)
            recent = statistics(events[events["day"] >= since])
            lifetime_only = {"expectancy_usd", "unconverted_amounts"}
            row.update({f"{name}_90d": recent[name] for name in recent.keys() - lifetime_only})
            trades = events[events["is_trade"].astype(bool)]
            spread = deviation(trades["net"])
            held = [hours for hours in trades["hours"] if hours is not None]
            row.update(
                first_trade_date=events["day"].min(),
                last_trade_at=max(
                    (at for at in events["at"][events["is_execution"].astype(bool)] if at),
                    default=None,
                ),
                trade_deviation_usd=spread,
                expectancy_per_deviation=float(row["expectancy_usd"]) / spread if spread else None,
                best_trade_usd=max(trades["net"], default=None),
                worst_trade_usd=min(trades["net"], default=None),
                avg_holding_hours=ratio(sum(held), len(held)),
            )  # fmt: skip
            for direction in ("long", "short"):
                part = statistics(events[events["direction"] == direction])
                for name in ("trades", "net_pnl_usd", "win_rate"):
                    row[f"{direction}_{name}"] = part[name]
            found[system, world, None if pd.isna(ticker) else ticker] = row
        return found

    def daily_trading_stats(self) -> dict[tuple, dict]:
        """By platform, environment and day, of days on which somebody traded or was charged."""
        found: dict[tuple, list] = defaultdict(list)
        for (system, world, account, day), events in self.events.groupby(
            ["system", "world", "account", "day"]
        ):
            row = statistics(events)
            traded = row["trades"] or row["volume_usd"] > 0 or row["unconverted_amounts"]
            if traded or row["fees_usd"] or row["gross_pnl_usd"]:
                net = row["net_pnl_usd"] if traded else None
                found[system, world, day].append((account, net, events))
        rows = {}
        for key, accounts in found.items():
            row = statistics(pd.concat([events for _, _, events in accounts]))
            row.pop("accounts_trading")
            nets = [net for _, net, _ in accounts if net is not None]
            row.update(
                accounts_trading=len(nets),
                profitable_accounts=sum(net > 0 for net in nets),
                losing_accounts=sum(net < 0 for net in nets),
                avg_account_net_pnl_usd=ratio(sum(nets), len(nets)),
                stddev_account_net_pnl_usd=deviation(nets),
                first_quartile_net_pnl_usd=quantile(nets, 0.25),
                median_account_net_pnl_usd=quantile(nets, 0.5),
                third_quartile_net_pnl_usd=quantile(nets, 0.75),
                best_account_net_pnl_usd=max(nets, default=None),
                worst_account_net_pnl_usd=min(nets, default=None),
            )
            rows[key] = row
        return rows

    def trading_costs(self) -> dict[tuple, dict]:
        """By platform, account, month and fee type."""
        charges = pd.DataFrame(
            [*self._exchange_charges(), *self._prop_charges(), *self._broker_charges()],
            columns=["system", "account", "day", "kind", "currency", "amount", "usd"],
            dtype=object,
        )
        charges["month"] = [day.replace(day=1) for day in charges["day"]]
        volumes: dict[tuple, Fraction] = defaultdict(Fraction)
        for event in self.events.itertuples():
            if event.volume is not None:
                volumes[event.system, event.account, event.day.replace(day=1)] += event.volume
        rows = {}
        for key, group in charges.groupby(["system", "account", "month", "kind"]):
            known = [usd for usd in group["usd"] if usd is not None]
            currencies = set(group["currency"])
            fees = total(known) if known else None
            volume = volumes[key[:3]]
            rows[key] = {
                "charges": len(group),
                "unconverted_charges": len(group) - len(known),
                "fee_currency": currencies.pop() if len(currencies) == 1 else None,
                "fee_amount": total(group["amount"]) if group["currency"].nunique() == 1 else None,
                "fees_usd": fees,
                "fees_bps": None if fees is None or not volume else fees / volume * 10_000,
            }
        return rows

    def _exchange_charges(self):
        for event in self.events.itertuples():
            if event.system in ("mastertrade", "patriot") and event.fee_amount:
                yield (
                    event.system, event.account, event.day, "commission",
                    event.fee_currency, event.fee_amount, event.fee,
                )  # fmt: skip

    def _prop_charges(self):
        counted = {(e.account, e.day, e.trade_id): e for e in self.oracle.events["daily_profit"]}
        closed = table(self.project, "daily_profit.raw_trades_closed")
        for row in records(closed):
            event = counted.get((row["account_id"], row["trade_date"], row["trade_id"]))
            costs = (abs(exact(row["commission"] or 0)), -exact(row["swap"] or 0))
            # Of copies the one whose costs and result are those that count, once.
            if event and event.fee == sum(costs) and event.gross == exact(row["profit"]):
                del counted[row["account_id"], row["trade_date"], row["trade_id"]]
                for kind, cost in zip(("commission", "swap"), costs, strict=True):
                    if cost:
                        yield (
                            "daily_profit", row["account_id"], row["trade_date"], kind, "USD",
                            cost, cost,
                        )  # fmt: skip

    def _broker_charges(self):
        """Fees by type: as much of an order's day as its executions up to the clock are."""
        ledger = {
            r["transaction_id"]: r for r in records(table(self.project, "schwab.transactions"))
        }
        legs = {
            r["leg_id"]: r["order_id"] for r in records(table(self.project, "schwab.order_legs"))
        }
        accounts = {
            r["order_id"]: r["account_id"] for r in records(table(self.project, "schwab.orders"))
        }
        executed: dict[tuple, list] = defaultdict(lambda: [Fraction(0), Fraction(0)])
        for fill in records(table(self.project, "schwab.execution_legs")):
            at = utc(fill["execution_time"])
            order = legs[fill["leg_id"]]
            sums = executed[accounts[order], order, at.date()]
            sums[0] += exact(fill["quantity"])
            sums[1] += exact(fill["quantity"]) if at <= self.as_of else 0
        booked, first = [], {}
        for item in records(table(self.project, "schwab.transaction_items")):
            entry = ledger[item["transaction_id"]]
            if item["fee_type"] and item["cost"] is not None and entry["status"] != "INVALID":
                at = utc(entry["transaction_time"])
                key = (entry["account_id"], entry["order_id"], entry["trade_date"] or at.date())
                first[key] = min(first.get(key, at), at)
                booked.append((key, item["fee_type"].lower(), -exact(item["cost"])))
        for key, kind, cost in booked:
            account, day = key[0], key[-1]
            whole, so_far = executed.get(key, (None, None))
            if whole:
                cost = cost * so_far / whole
            elif first[key] > self.as_of:
                cost = 0
            if cost:
                yield "schwab", str(account), day, kind, "USD", cost, cost

    # Orders

    def order_history(self) -> dict[tuple, dict]:
        """By platform and native order id."""
        fills: dict[tuple, list] = defaultdict(list)
        for event in self.events.itertuples():
            if event.order is not None:
                fills[event.system, event.order].append(event)
        return {
            (order["system"], order["order_id"]): self._order(
                order, fills[order["system"], order["order_id"]]
            )
            for order in self._orders()
            if order["created_at"] <= self.as_of
        }

    def _orders(self):
        """Raw orders in one shape; a spread's legs as (symbol, sign, quantity, lot)."""
        for row in records(table(self.project, "mastertrade.orders")):
            kind = TYPES.get(row["order_type"], row["order_type"].lower())
            trigger = {"stop": row["stop_loss"], "take_profit": row["take_profit"]}.get(kind)
            yield self._asked(
                "mastertrade", str(row["id"]), row, row["environment"], row["symbol"], kind,
                row["side"].lower(), limit=row["price"], trigger=trigger,
                cancelled=row["updated_at"] if row["status"] == "cancelled" else None,
                average=row["average_fill_price"],
                ended=row["filled_at"] or row["updated_at"],
            )  # fmt: skip
        testnets = {
            row["id"]: "testnet" if row["is_testnet"] else "live"
            for row in records(table(self.project, "patriot.user_accounts"))
        }
        for row in records(table(self.project, "patriot.orders")):
            kind = TYPES.get(row["order_type"], row["order_type"].lower())
            yield self._asked(
                "patriot", str(row["id"]), row, testnets.get(row["account_id"]), row["symbol"],
                kind, row["side"].lower(), limit=row["price"], trigger=row["stop_price"],
                cancelled=row["cancelled_at"], average=row["avg_fill_price"],
                ended=row["cancelled_at"] or row["filled_at"] or row["updated_at"],
            )  # fmt: skip
        legs: dict[int, dict] = defaultdict(dict)
        for leg in records(table(self.project, "schwab.order_legs")):
            sign = 1 if leg["instruction"].startswith("BUY") else -1
            lot = schwab_lot(leg)
            # Legs in one symbol and direction can't be told apart by their fills.
            same = legs[leg["order_id"]].setdefault((leg["instrument_symbol"], sign), [0, lot])
            same[0] += exact(leg["quantity"])
        for row in records(table(self.project, "schwab.orders")):
            mine = [(*key, *leg) for key, leg in legs[row["order_id"]].items()]
            kind = (row["order_type"] or "").lower() or None
            if len(mine) > 1:
                symbol = mine[0][0].split()[0]
                side = {"net_debit": "buy", "net_credit": "sell"}.get(kind)
            else:
                symbol, side = mine[0][0], "buy" if mine[0][1] > 0 else "sell"
            row["created_at"] = row["entered_time"]
            row["filled_at"] = row["close_time"] if row["status"] == "FILLED" else None
            yield self._asked(
                "schwab", str(row["order_id"]), row, "live", symbol, kind, side,
                limit=row["price"], trigger=row["stop_price"], cancelled=row["cancel_time"],
                average=None, ended=row["close_time"] or row["cancel_time"], legs=mine,
            )  # fmt: skip

    def _asked(
        self, system, order_id, row, world, symbol, kind, side, *, limit, trigger, cancelled,
        average, ended, legs=(),
    ):  # fmt: skip
        status = STATUSES.get(row["status"], row["status"].lower())
        return {
            "system": system, "order_id": order_id, "world": world, "symbol": symbol,
            "kind": kind, "side": side, "limit": exact(limit), "trigger": exact(trigger),
            "cancelled": utc(cancelled), "created_at": utc(row["created_at"]), "status": status,
            "requested": exact(row["quantity"]), "average": exact(average),
            "reported": exact(row["filled_quantity"] or 0), "filled_at": utc(row["filled_at"]),
            "ended": utc(ended) if status in ENDED else None,
            "legs": legs if len(legs) > 1 else (),
        }  # fmt: skip

    def _order(self, order: dict, events: list) -> dict:
        fills = [event for event in events if event.quantity is not None]
        ended_early = order["cancelled"]
        if ended_early is not None and ended_early > self.as_of:
            ended_early = None
        late = [f for f in fills if order["cancelled"] and f.at > order["cancelled"]]
        source = "fills" if fills else None
        side, average = order["side"], None
        if order["legs"]:
            quantity, late_quantity, net = spread(order, fills, late)
            side = side or {1: "buy", -1: "sell"}.get(np.sign(net) if net is not None else 0)
            average = net if net is None or side != "sell" else -net
        else:
            quantity = total(f.quantity for f in fills)
            late_quantity = total(f.quantity for f in late)
            average = ratio(sum(f.quantity * f.price for f in fills), quantity)
        if (
            not fills
            and order["reported"] > 0
            and (order["ended"] or order["created_at"]) <= self.as_of
        ):
            source, quantity, average = "platform", order["reported"], order["average"]
        row = {
            "side": side, "fills": len(fills), "filled_source": source,
            "filled_quantity": quantity, "late_quantity": late_quantity,
            "remaining_quantity": max(order["requested"] - quantity, Fraction(0))
            if order["requested"] is not None else None,
            "fill_ratio": None if not order["requested"] else min(
                quantity / order["requested"], Fraction(1)
            ),
            "average_price": None if average is None else round(average, 12),
            "first_fill_at": min((f.at for f in fills), default=None),
            "last_fill_at": max((f.at for f in fills), default=None),
            "status": self._status(order, quantity, late_quantity, ended_early),
        }  # fmt: skip
        row["is_active"] = row["status"] in ACTIVE
        row.update(order_money(events, fills, source))
        row["_order"] = order
        return row

    def _status(self, order, quantity, late_quantity, ended_early) -> str:
        """Executions say what was filled, a cancellation stands, the future has not happened."""
        word, requested = order["status"], order["requested"]
        has_ended = order["ended"] is None or order["ended"] <= self.as_of
        if word == "rejected" and has_ended and not quantity:
            return "rejected"
        if ended_early and (requested is None or quantity - late_quantity < requested):
            return "cancelled"
        if requested is not None and quantity >= requested:
            return "filled"
        filled_at = order["filled_at"] or order["ended"]
        if word == "filled" and filled_at and filled_at <= self.as_of:
            return "filled"
        if word in ("cancelled", "expired", "rejected") and has_ended:
            return "cancelled" if word == "rejected" else word
        if quantity > 0:
            return "partially_filled"
        return "pending" if word == "pending" else "open"

    def execution_quality(self) -> dict[tuple, dict]:
        """By platform, environment, ticker and day of entry; arrival prices are left out."""
        groups: dict[tuple, list] = defaultdict(list)
        for (system, _), row in self.order_history().items():
            order = row["_order"]
            ticker = self.ticker(system, order["symbol"])
            groups[system, order["world"], ticker, order["created_at"].date()].append(row)
        return {key: quality(rows) for key, rows in groups.items()}


def holding_hours(events: list[Event]) -> dict[int, Fraction]:
    """How long what each event closed had been held, by the average moment of entry."""
    hours: dict[int, Fraction] = {}
    books: dict[tuple, Position] = defaultdict(Position)
    ordered = sorted(
        (event for event in events if event.at is not None),
        key=lambda event: by_time({"at": event.at, "id": event.trade_id}),
    )
    for event in ordered:
        if event.quantity is None:
            if event.opened is not None and event.is_trade:
                hours[id(event)] = (seconds(event.at) - event.opened) / 3600
            continue
        book = books[event.account, event.strategy, event.symbol, event.bucket]
        before = book.units
        signed = event.quantity if event.buys else -event.quantity
        waited, closes = book.fill(signed, seconds(event.at))
        if closes and event.is_trade:
            waited = abs(waited) / min(abs(before), event.quantity)
            hours[id(event)] = round(waited / 3600, 6)
    return hours


def statistics(events: pd.DataFrame) -> dict:
    """Counts, money and rates of a set of events."""
    trades = events[events["is_trade"].astype(bool)]
    wins = [net for net in trades["net"] if net > 0]
    losses = [-net for net in trades["net"] if net < 0]
    return {
        "accounts_trading": events["account"][events["is_execution"].astype(bool)].nunique(),
        "trades": len(trades),
        "winning_trades": len(wins),
        "losing_trades": len(losses),
        "breakeven_trades": len(trades) - len(wins) - len(losses),
        "unconverted_amounts": int(events["is_unconverted"].sum()),
        "volume_usd": total(events["volume"]),
        "gross_pnl_usd": total(events["gross"]),
        "fees_usd": total(events["fee"]),
        "net_pnl_usd": total(events["net"]),
        "gross_profit_usd": sum(wins),
        "gross_loss_usd": sum(losses),
        "win_rate": ratio(len(wins), len(wins) + len(losses)),
        "profit_factor": ratio(sum(wins), sum(losses)),
        "expectancy_usd": ratio(sum(trades["net"]), len(trades)),
    }


def spread(order: dict, fills: list, late: list) -> tuple:
    """Spreads filled, those of them late, and the net price of one per share."""

    def filled(these, symbol, sign):
        return [f for f in these if f.symbol == symbol and f.buys == (sign > 0)]

    if order["requested"] is None:
        return None, Fraction(0), None
    whole, timely, net = [], [], Fraction(0)
    lots = max(lot for *_, lot in order["legs"])
    for symbol, sign, quantity, lot in order["legs"]:
        mine = filled(fills, symbol, sign)
        units = total(f.quantity for f in mine)
        whole.append(units * order["requested"] / quantity)
        missed = total(f.quantity for f in filled(late, symbol, sign))
        timely.append((units - missed) * order["requested"] / quantity)
        price = ratio(sum(f.quantity * f.price for f in mine), units)
        if price is None or net is None:
            net = None
        else:
            net += sign * quantity * price * lot / (lots * order["requested"])
    return min(whole), min(whole) - min(timely), net


def order_money(events: list, fills: list, source: str | None) -> dict:
    """Value, fees and result of an order. What only the platform still knows has none."""
    charged = [event for event in events if event.fee_amount or event.quantity is None]
    currencies = {e.fee_currency if e.quantity is not None else "USD" for e in charged}
    fees = [event.fee for event in charged if event.fee is not None]
    is_unknown = not fees if charged else source == "platform"
    volumes = [fill.volume for fill in fills]
    return {
        "volume_usd": total(volumes) if fills and None not in volumes else None,
        "fees_usd": None if is_unknown else total(fees),
        "unconverted_fees": sum(event.fee is None for event in charged),
        "fee_currency": currencies.pop() if len(currencies) == 1 else None,
        "gross_pnl_usd": None if source == "platform" else total(f.gross for f in fills),
    }


def slippage(row: dict, reference: Fraction | None) -> Fraction | None:
    """Basis points of the reference that the average price is worse than it."""
    sign = {"buy": 1, "sell": -1}.get(row["side"])
    if not reference or sign is None or row["average_price"] is None or not row["filled_quantity"]:
        return None
    # Kept to a millionth of a basis point.
    return round(sign * (row["average_price"] - reference) / reference * 10_000, 6)


def quality(rows: list[dict]) -> dict:
    ended = [row for row in rows if not row["is_active"]]
    judged = [row["fill_ratio"] for row in ended if row["status"] != "rejected"]
    judged = [share for share in judged if share is not None]
    result = {
        "orders": len(rows), "active_orders": len(rows) - len(ended), "ended_orders": len(ended),
        "fills": sum(row["fills"] for row in rows),
        "fill_ratio": ratio(sum(judged), len(judged)),
        "volume_usd": total(row["volume_usd"] for row in rows),
        "fees_usd": total(row["fees_usd"] for row in rows),
    }  # fmt: skip
    for status, rate in (
        ("filled", "complete_fill_rate"), ("cancelled", "cancel_rate"),
        ("rejected", "reject_rate"), ("expired", "expiry_rate"),
    ):  # fmt: skip
        result[f"{status}_orders"] = sum(row["status"] == status for row in rows)
        result[rate] = ratio(result[f"{status}_orders"], len(ended))
    for name in ("limit", "trigger"):
        priced = []
        for row in rows:
            order = row["_order"]
            reference = order[name]
            if name == "limit" and order["kind"] not in WITH_LIMIT:
                reference = None
            points = slippage(row, reference)
            if points is not None:
                lots = max((lot for *_, lot in order["legs"]), default=None)
                lots = lots or (100 if len(order["symbol"]) > 15 else 1)
                if row["filled_source"] == "platform":
                    lots = 1
                priced.append((points, row["filled_quantity"] * lots * abs(reference)))
        weight = total(weight for _, weight in priced)
        result[f"{name}_priced_orders"] = len(priced)
        result[f"{name}_slippage_bps"] = ratio(sum(p * w for p, w in priced), weight)
    waits = [
        (row["first_fill_at"] - row["_order"]["created_at"]).total_seconds()
        for row in rows
        if row["first_fill_at"] and row["first_fill_at"] >= row["_order"]["created_at"]
    ]
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        value = quantile(waits, share)
        result[f"time_to_first_fill_{name}"] = value
    unconverted = sum(
        (row["filled_source"] == "fills" and row["volume_usd"] is None)
        or row["filled_source"] == "platform"
        or row["unconverted_fees"] > 0
        for row in rows
    )
    result["unconverted_orders"] = unconverted
    bps = ratio(result["fees_usd"] * 10_000, result["volume_usd"])
    result["fees_bps"] = None if unconverted else bps
    return result
