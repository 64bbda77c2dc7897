"""Marts beside what the oracle expects of them."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from oracles import Oracle

TOLERANCE = 1e-9
# Numbers below this are what rounding left of a zero.
DUST = 1e-12
RANKS = {"sharpe_rank", "pnl_rank", "aum_rank", "performance_quintile", "composite_score"}


class Comparison:
    """The performance marts of a database beside what the oracle expects of them."""

    def __init__(self, project, as_of: str) -> None:
        self.oracle = oracle = Oracle(project, datetime.fromisoformat(as_of))
        self.shown = {kind: mart_rows(project, kind) for kind in ("account", "strategy")}
        keys = {book: str(row["strategy_key"]) for book, row in self.shown["strategy"].items()}
        self.expected = {
            "account": {book: oracle.account_row(book) for book in oracle.accounts},
            "strategy": oracle.strategy_rows(keys) if set(keys) == set(oracle.strategies) else {},
        }

    def books(self, kind: str, system: str) -> list[tuple[str, str]]:
        found = set(self.shown[kind]) | set(self.expected[kind])
        return sorted(book for book in found if book[0] == system)

    def differences(self, kind: str, books: list, columns=None) -> list[str]:
        """Every cell that is not what the oracle expects, ranks only when asked for."""
        found = []
        for book in books:
            shown, expected = self.shown[kind].get(book), self.expected[kind].get(book)
            if shown is None or expected is None:
                found.append(f"{book[1]}: only in {'the mart' if shown else 'the raw tables'}")
                continue
            for column in columns or expected.keys() - RANKS:
                if error(shown[column], expected[column]) > TOLERANCE:
                    found.append(
                        f"{book[1]}, {column}: {shown[column]}, not {plain(expected[column])}"
                    )
        return sorted(found)


def mart_rows(project, kind: str) -> dict[tuple[str, str], dict]:
    """The rows of a performance mart, by platform and native id."""
    mart = f"marts.{kind}_performance"
    columns = [
        column
        for (column,) in project.query(
            "select attname from pg_attribute where attrelid = to_regclass(%s)"
            " and attnum > 0 order by attnum",
            [mart],
        )
    ]
    rows = [dict(zip(columns, row, strict=True)) for row in project.query(f"table {mart}")]
    return {(row["source_system"], row[f"{kind}_id"]): row for row in rows}


def error(shown, expected) -> float:
    """How far a shown value is from the expected one: 0 if equal, infinite if incomparable."""
    if shown == expected:
        return 0.0
    numbers = (int, float, Decimal, Fraction)
    if not (isinstance(shown, numbers) and isinstance(expected, numbers)):
        return float("inf")
    distance = abs(Fraction(shown) - Fraction(expected))
    if distance <= DUST:
        return 0.0
    return float(distance / max(abs(Fraction(shown)), abs(Fraction(expected))))


def plain(value):
    return float(value) if isinstance(value, Fraction) else value
