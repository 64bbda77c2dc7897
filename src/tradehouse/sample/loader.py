"""Create, fill and drop the raw schemas of the sample sources.

Every step is plain SQL in the folders `ddl` and `fill`; this module chooses what to run.
"""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from psycopg2 import sql

from tradehouse import catalog
from tradehouse.errors import TradehouseError

SYSTEMS = ("swiftbolt", "mastertrade", "daily_profit", "schwab", "patriot")
_HERE = Path(__file__).parent
_SHARED = ("_functions.sql", "_market.sql")


def schema_of(system: str) -> str:
    """Name of the raw schema of a system."""
    return f"raw_{system}"


def check_systems(systems: list[str]) -> list[str]:
    """Return the systems in the house's order, or say which name is unknown."""
    unknown = sorted(set(systems) - set(SYSTEMS))
    if unknown or not systems:
        raise TradehouseError(
            f"There is no sample for {', '.join(unknown) or 'an empty list of systems'}.",
            f"choose from {', '.join(SYSTEMS)}",
        )
    return [system for system in SYSTEMS if system in systems]


def create(connection, systems: list[str], *, lax: bool = False) -> list[str]:
    """Create the raw schemas that do not exist yet; returns the systems that were made.

    Args:
        connection: An open psycopg2 connection; committed per system.
        systems: Names of systems.
        lax: Without constraints, defaults kept, enums as text: what a replica looks like.

    Raises:
        TradehouseError: They are to be lax and one of them exists with constraints.
    """
    if lax:
        _require_lax(connection, systems)
    made = []
    for system in systems:
        with connection, connection.cursor() as cursor:
            if _exists(cursor, system):
                continue
            cursor.execute(sql.SQL("create schema {}").format(sql.Identifier(schema_of(system))))
            _use(cursor, system)
            cursor.execute((_HERE / "ddl" / f"{system}.sql").read_text(encoding="utf-8"))
            if lax:
                cursor.execute((_HERE / "ddl" / "_relax.sql").read_text(encoding="utf-8"))
            made.append(system)
    return made


def _require_lax(connection, systems: list[str]) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select distinct nspname from pg_constraint as con"
            " join pg_namespace as nsp on nsp.oid = con.connamespace"
            " where nspname = any (%s) and contype in ('p', 'u', 'f', 'c')",
            [[schema_of(system) for system in systems]],
        )
        strict = sorted(schema for (schema,) in cursor.fetchall())
    if strict:
        raise TradehouseError(
            f"There with constraints already: {', '.join(strict)}.",
            "drop them first: `tradehouse sample drop`",
        )


def fingerprint(seed: int, scale: float, anchor: date) -> str:
    """What a filled schema is marked with: equal marks mean equal rows."""
    digest = hashlib.sha256()
    for file in sorted((_HERE / "fill").glob("*.sql")):
        digest.update(file.read_bytes())
    return f"sample seed={seed} scale={scale:g} anchor={anchor} fill={digest.hexdigest()[:12]}"


def is_filled(connection, system: str, mark: str) -> bool:
    """Whether the raw schema already holds exactly the rows that `mark` stands for."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select obj_description(to_regnamespace(%s), 'pg_namespace')", [schema_of(system)]
        )
        return cursor.fetchone()[0] == mark


def fill(
    connection,
    systems: list[str],
    *,
    seed: int = 42,
    scale: float = 1.0,
    anchor: date | None = None,
    report: Callable[[str], None] = lambda system: None,
) -> None:
    """Replace the rows of the raw schemas, one transaction per system.

    Args:
        connection: An open psycopg2 connection.
        systems: Names of systems whose schemas exist.
        seed: Same seed, scale and anchor give the same rows.
        scale: 1 is the demo, some 10^5 rows in all; accounts, orders and trades grow with it.
        anchor: The history ends at 00:00 UTC of this day; default today.
        report: Called with the name of each system before it is filled.
    """
    anchor = anchor or datetime.now(UTC).date()
    mark = fingerprint(seed, scale, anchor)
    report("market")
    _prepare(connection, {"seed": seed, "scale": scale, "anchor": anchor})
    for system in systems:
        report(system)
        with connection, connection.cursor() as cursor:
            _use(cursor, system)
            _truncate(cursor, system)
            cursor.execute((_HERE / "fill" / f"{system}.sql").read_text(encoding="utf-8"))
            cursor.execute(
                sql.SQL("comment on schema {} is {}").format(
                    sql.Identifier(schema_of(system)), sql.Literal(mark)
                )
            )
    connection.autocommit = True
    with connection.cursor() as cursor:
        for system in systems:
            for table in catalog.tables(cursor, schema_of(system)):
                cursor.execute(
                    sql.SQL("analyze {}.{}").format(
                        sql.Identifier(schema_of(system)), sql.Identifier(table)
                    )
                )
    connection.autocommit = False


def empty(connection, systems: list[str]) -> None:
    """Delete every row of the raw schemas, keeping the tables."""
    for system in systems:
        with connection, connection.cursor() as cursor:
            _truncate(cursor, system)
            cursor.execute(
                sql.SQL("comment on schema {} is null").format(sql.Identifier(schema_of(system)))
            )


def drop(connection, systems: list[str]) -> None:
    """Drop the raw schemas with everything that reads them."""
    for system in systems:
        with connection, connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("drop schema if exists {} cascade").format(
                    sql.Identifier(schema_of(system))
                )
            )


def checksums(connection, system: str) -> dict[str, tuple[int, str]]:
    """Rows and an order-free checksum of every table of a raw schema."""
    with connection, connection.cursor() as cursor:
        _require(cursor, system)
        # What a row looks like as text must not depend on the client.
        cursor.execute("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'")
        return catalog.checksums(cursor, schema_of(system))


def row_counts(connection, system: str) -> dict[str, int]:
    """Rows of every table of a raw schema."""
    with connection, connection.cursor() as cursor:
        _require(cursor, system)
        return catalog.row_counts(cursor, schema_of(system))


def _exists(cursor, system: str) -> bool:
    cursor.execute("select to_regnamespace(%s) is not null", [schema_of(system)])
    return cursor.fetchone()[0]


def _require(cursor, system: str) -> None:
    if not _exists(cursor, system):
        raise TradehouseError(
            f"The schema {schema_of(system)} does not exist.",
            f"create it: `tradehouse sample create --systems {system}`",
        )


def _prepare(connection, settings: dict[str, object]) -> None:
    """Make what the fill scripts share, in pg_temp of this session."""
    with connection, connection.cursor() as cursor:
        cursor.execute("discard temp")
        cursor.execute("set timezone = 'UTC'")
        for name, value in settings.items():
            cursor.execute("select set_config(%s, %s, false)", [f"sample.{name}", str(value)])
        for script in _SHARED:
            cursor.execute((_HERE / "fill" / script).read_text(encoding="utf-8"))
        _copy_index_history(cursor)
        cursor.execute((_HERE / "fill" / "_indices.sql").read_text(encoding="utf-8"))


def _use(cursor, system: str) -> None:
    cursor.execute(
        sql.SQL("set local search_path to {}, pg_catalog").format(sql.Identifier(schema_of(system)))
    )


def _truncate(cursor, system: str) -> None:
    _require(cursor, system)
    names = [
        sql.Identifier(schema_of(system), table)
        for table in catalog.tables(cursor, schema_of(system))
    ]
    cursor.execute(sql.SQL("truncate {} restart identity").format(sql.SQL(", ").join(names)))


def _copy_index_history(cursor) -> None:
    """Load the real index history into the temp table index_history."""
    cursor.execute(
        "create temp table index_history (index_name text, day date, open numeric,"
        " high numeric, low numeric, close numeric, volume bigint)"
    )
    cursor.copy_expert("copy index_history from stdin", io.StringIO(_index_history()))


@cache
def _index_history() -> str:
    """The history that the package `arch` bundles, as COPY reads it."""
    from arch.data import nasdaq, sp500, vix, wti

    lines = []
    for name, frame in (("SPX", sp500.load()), ("NASDAQ", nasdaq.load())):
        columns = frame[["Open", "High", "Low", "Close", "Volume"]]
        for day, *prices, volume in columns.itertuples():
            shown = "\t".join(f"{price:.2f}" for price in prices)
            lines.append(f"{name}\t{day.date()}\t{shown}\t{int(volume)}\n")
    for name, frame in (("VIX", vix.load()), ("WTI", wti.load())):
        for day, value in frame.iloc[:, 0].dropna().items():
            # These two are published as one value a day, so there is only a close.
            lines.append(f"{name}\t{day.date()}\t\\N\t\\N\t\\N\t{value:.2f}\t\\N\n")
    return "".join(lines)
