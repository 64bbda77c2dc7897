"""Whether a night's tables are what a recompute of everything makes, row for row."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from tradehouse.bench.project import Project, Run

# They say when a row was written, not what is in it.
_STAMPS = ("as_of", "refreshed_at")
_NUMBERS = ("numeric", "double precision", "real")


@dataclass
class Difference:
    """What differs between two states of one relation.

    Attributes:
        rows: Rows compared.
        exact: Rows of either state that the other has not, EXCEPT ALL both ways.
        beyond_rounding: Rows where anything but the last digits of a number differs: 1e-9.
    """

    rows: int
    exact: int
    beyond_rounding: int


def after_rebuild(
    connection, project: Project, during: AbstractContextManager | None = None
) -> tuple[Run, dict[str, Difference]]:
    """Rebuild everything and compare with what was there.

    Args:
        connection: A connection, out of any transaction.
        project: What was built last.
        during: Entered for the rebuild alone, not for what is compared.

    Returns:
        What the rebuild cost, and the differences by relation.
    """
    relations = project.relations()
    with connection, connection.cursor() as cursor:
        remember(cursor, relations)
    with during or nullcontext():
        full = project.build("--full-refresh")
    with connection, connection.cursor() as cursor:
        found = compare(cursor, relations)
        cursor.execute("drop schema bench_seen cascade")
    return full, found


def remember(cursor, relations: dict[str, tuple[str, list[str]]]) -> None:
    """Copy the relations, to be compared with later.

    Args:
        cursor: An open cursor.
        relations: Schema and unique key by name.
    """
    cursor.execute("drop schema if exists bench_seen cascade")
    cursor.execute("create schema bench_seen")
    for name, (schema, _) in relations.items():
        cursor.execute(
            f'create table bench_seen."{name}"'
            f' with (autovacuum_enabled = off) as select * from {schema}."{name}"'
        )


def compare(cursor, relations: dict[str, tuple[str, list[str]]]) -> dict[str, Difference]:
    """Compare the relations with what was remembered."""
    return {name: _compare(cursor, name, *where) for name, where in relations.items()}


def _compare(cursor, name: str, schema: str, key: list[str]) -> Difference:
    seen, now = f'bench_seen."{name}"', f'{schema}."{name}"'
    cursor.execute(
        "select attname, format_type(atttypid, null) from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped",
        [now],
    )
    types = {column: kind for column, kind in cursor.fetchall() if column not in _STAMPS}
    columns = ", ".join(f'"{column}"' for column in types)
    cursor.execute(
        f"select (select count(*) from {now}),"
        f" (select count(*) from (select {columns} from {seen} except all"
        f" select {columns} from {now}) as gone)"
        f" + (select count(*) from (select {columns} from {now} except all"
        f" select {columns} from {seen}) as come)"
    )
    rows, exact = cursor.fetchone()
    if exact == 0:
        return Difference(rows, 0, 0)
    if not key:
        return Difference(rows, exact, exact)
    # A full join needs plain equality: a null in a key stands for itself.
    joined = " and ".join(
        f"coalesce(seen.\"{column}\"::text, '') = coalesce(now.\"{column}\"::text, '')"
        for column in key
    )
    differs = " or ".join(_differs(column, kind) for column, kind in types.items())
    cursor.execute(
        f"select count(*) from {seen} as seen full join {now} as now on {joined} where {differs}"
    )
    return Difference(rows, exact, cursor.fetchone()[0])


def _differs(column: str, kind: str) -> str:
    seen, now = f'seen."{column}"', f'now."{column}"'
    if kind not in _NUMBERS:
        return f"{seen} is distinct from {now}"
    return (
        f"({seen} is null) <> ({now} is null)"
        f" or abs({seen} - {now}) > 1e-9 * greatest(abs({seen}), abs({now}), 1e-3)"
    )
