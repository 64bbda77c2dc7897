"""Bad rows on demand: one violating row for every rule the staging models keep.

The catalogue is in the folder `faults`, in files that start with the name of their system. Each
fault copies a good row of the raw table and changes what the rule forbids, so that the copy breaks
that rule and no other. Rules that no model states (numbers are finite, times plausible) have a
fault for every column that is read.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from psycopg2 import errors, sql

from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample.loader import check_systems, schema_of

# The `{n}` of the first fault: ids of the sample stay below.
FIRST_NUMBER = 9_000_000
_FOLDER = Path(__file__).parent / "faults"
_TIMES = ("date", "timestamp without time zone", "timestamp with time zone")
_NUMBERS = ("numeric", "double precision", "real")


@dataclass(frozen=True)
class Fault:
    """One way to break one rule.

    Attributes:
        system: Name of the system.
        table: Raw table that gets the row.
        rule: Name of the rule that must report it.
        guards: Raw table whose rule it is; not `table` where another table's row breaks it.
        changes: SQL expressions by column, over the columns of the copied row; `{n}` is a number
            that no row has yet.
        where: Condition on the row to copy.
        also: Further row rules that a row like this can't help breaking.
    """

    system: str
    table: str
    rule: str
    guards: str
    changes: dict[str, str]
    where: str = "true"
    also: list[str] = field(default_factory=list)


def catalogue(system: str) -> list[Fault]:
    """All faults of a system, in the order of its files."""
    found = []
    for table, entry, tables in _entries(system):
        for rule, fault in (entry.get("faults") or {}).items():
            fault = dict(fault or {})
            raw_table = fault.pop("into", table)
            fresh = (tables[raw_table].get("fresh") or {}) if fault.pop("fresh", True) else {}
            changes = {**fresh, **fault.pop("set", {})}
            found.append(Fault(system, raw_table, rule, table, changes, **fault))
    return found


def of_columns(connection, system: str) -> list[Fault]:
    """A fault for every number and every time that is read of the raw tables of a system.

    Numbers are NaN, or endless where their type has no scale of its own; times are endless. Columns
    that the catalogue says are `passed_over` where they hold no number are left out.

    Args:
        connection: An open psycopg2 connection.
        system: Name of the system.
    """
    contract = _contract(system)
    found = []
    with connection.cursor() as cursor:
        for table, entry, _ in _entries(system):
            cursor.execute(
                "select attname, format_type(atttypid, null), atttypmod from pg_attribute"
                " where attrelid = to_regclass(%s) and attnum > 0 and attgenerated = ''"
                " and attname = any (%s) and format_type(atttypid, null) = any (%s)"
                " order by attnum",
                [
                    f"{schema_of(system)}.{table}",
                    list(contract[table] - set(entry.get("passed_over", []))),
                    [*_TIMES, *_NUMBERS],
                ],
            )
            for column, kind, modifier in cursor.fetchall():
                rule = "times_are_plausible" if kind in _TIMES else "numbers_are_finite"
                value = "'NaN'" if kind in _NUMBERS and modifier != -1 else "'infinity'"
                changes = {**(entry.get("fresh") or {}), column: value}
                found.append(Fault(system, table, rule, table, changes))
    return found


def _entries(system: str) -> list[tuple[str, dict, dict]]:
    """The raw tables of the catalogue: name, what is said of it, and the same of all."""
    tables = {}
    for file in sorted(_FOLDER.glob(f"{system}*.yml")):
        tables |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return [(table, entry, tables) for table, entry in tables.items()]


def _contract(system: str) -> dict[str, set[str]]:
    """The columns of each raw table that the warehouse reads."""
    file = PROJECT_ROOT / "models" / "staging" / system / f"_{system}__sources.yml"
    (source,) = yaml.safe_load(file.read_text(encoding="utf-8"))["sources"]
    return {
        table["name"]: {
            column["name"]
            for column in table["columns"]
            if "excluded" not in column.get("config", {}).get("meta", {})
        }
        for table in source["tables"]
    }


def inject(connection, faults: list[Fault]) -> list[dict]:
    """Insert the row of each fault and return them as PostgreSQL shows them in json.

    The rows to copy are chosen before the first bad one goes in.

    Args:
        connection: An open psycopg2 connection; not committed.
        faults: What to break, in this order; the same fault may come more than once.

    Raises:
        TradehouseError: A table has no row to copy, or lacks a column that a fault changes.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        places = {}
        for fault in faults:
            spot = (fault.system, fault.table, fault.where)
            if spot not in places:
                places[spot] = _find(cursor, fault)
        return [
            _insert(cursor, fault, places[fault.system, fault.table, fault.where], number)
            for number, fault in enumerate(faults, FIRST_NUMBER)
        ]


def _table(fault: Fault) -> sql.Identifier:
    return sql.Identifier(schema_of(fault.system), fault.table)


def _find(cursor, fault: Fault) -> tuple[int, str]:
    """Where a good row is that the fault can copy."""
    cursor.execute(
        sql.SQL(
            "select tableoid::bigint, ctid::text from {table} as good where {where} limit 1"
        ).format(table=_table(fault), where=sql.SQL(fault.where))
    )
    place = cursor.fetchone()
    if place is None:
        raise TradehouseError(
            f"No row of {fault.system}.{fault.table} is like: {fault.where}.",
            "fill the sample first: `tradehouse sample fill`",
        )
    return place


def _insert(cursor, fault: Fault, place: tuple[int, str], number: int) -> dict:
    cursor.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
        " and not attisdropped and attgenerated = '' order by attnum",
        [_table(fault).as_string(cursor)],
    )
    columns = [name for (name,) in cursor.fetchall()]
    unknown = sorted(set(fault.changes) - set(columns))
    if unknown:
        raise TradehouseError(
            f"The fault {fault.rule} of {fault.system}.{fault.table} changes {unknown},"
            " which the table does not have.",
            "correct the catalogue of faults",
        )
    values = [
        sql.SQL(str(fault.changes[name]).replace("{n}", str(number)))
        if name in fault.changes
        else sql.Identifier(name)
        for name in columns
    ]
    cursor.execute(
        sql.SQL(
            "insert into {table} as bad ({columns}) overriding system value"
            " select {values} from {table} as good where tableoid = {oid} and ctid = {ctid}"
            " returning to_jsonb(bad)"
        ).format(
            table=_table(fault),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            values=sql.SQL(", ").join(values),
            oid=sql.Literal(place[0]),
            ctid=sql.Literal(place[1]),
        )
    )
    return cursor.fetchone()[0]


def inject_random(
    connection, systems: list[str], *, rows: int, seed: int, rule: str = ""
) -> list[Fault]:
    """Insert random faults of these systems and commit; returns what was inserted, in order.

    Args:
        connection: An open psycopg2 connection.
        systems: Names of systems whose raw tables have no constraints.
        rows: How many.
        seed: Same seed, same faults.
        rule: Only this rule, or only `table.rule`; empty for any.

    Raises:
        TradehouseError: The raw tables have constraints, or no rows to copy.
    """
    known = [
        fault
        for system in check_systems(systems)
        for fault in [*catalogue(system), *of_columns(connection, system)]
    ]
    known = [fault for fault in known if rule in ("", fault.rule, f"{fault.guards}.{fault.rule}")]
    if not known:
        raise TradehouseError(
            f"No rule of {', '.join(systems)} is called {rule}.",
            "see their names in marts.data_quality_scorecard",
        )
    chosen = random.Random(seed).choices(known, k=rows)  # noqa: S311
    try:
        with connection:
            inject(connection, chosen)
    except (errors.IntegrityError, errors.DataError) as refused:
        raise TradehouseError(
            f"The raw tables refuse bad rows: {refused.diag.message_primary}.",
            "make them without: `tradehouse sample drop`, then `create --lax` and `fill`",
        ) from refused
    return chosen
