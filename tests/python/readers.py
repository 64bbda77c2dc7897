"""A crowd of BI readers that reads every mart in rotation and remembers what each read saw.

A row of a mart carries `refreshed_at`, the start of the transaction that built it, so that every
build of a mart is a version of its own. A read is whole when it has rows, all of one version, and
when every other read of that version saw the same rows, columns and digest.

Prepared statements name their columns. PostgreSQL refuses to go on with a prepared `select *` when
the columns of a table change ("cached plan must not change result type"), after ALTER TABLE as
after a swap; nothing dbt does can prevent that. Statements with explicit columns never meet it
unless a column they name is retyped, so here it counts as an error.
"""

import multiprocessing
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from statistics import quantiles

import psycopg2
from psycopg2 import errors

_LOST = (
    psycopg2.InterfaceError,
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
)
# Seconds between two marts of one connection: the machine is the builds', too.
_PAUSE = 0.015
_CALM_PAUSE = 0.2
_PRINT = """
    select count(*), count(distinct refreshed_at), count(distinct as_of), max(refreshed_at),
        sum(hash_record_extended(mart, 0)) {more}
    from {relation} as mart
"""


@dataclass(frozen=True)
class Read:
    """What one statement saw."""

    mart: str
    kind: str
    at: float
    ms: float
    error: str | None = None
    lost: bool = False
    rows: int | None = None
    versions: int | None = None
    version: object = None
    digest: object = None
    columns: tuple | None = None
    is_fact: bool = False

    @property
    def flaw(self) -> str | None:
        """Why this is not one complete version of the mart."""
        if self.error:
            return None
        if not self.rows:
            return f"{self.kind} read of {self.mart} is empty"
        if self.versions != 1 and not self.is_fact:
            return f"{self.kind} read of {self.mart} mixes {self.versions} versions"
        return None


@dataclass
class Summary:
    """What all readers saw together."""

    reads: list[Read]
    flaws: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.errors = [read for read in self.reads if read.error and not read.lost]
        self.lost = [read for read in self.reads if read.lost]
        quick = sorted(read.ms for read in self.reads if read.kind != "long" and not read.lost)
        cuts = quantiles(quick, n=100) if len(quick) > 1 else [0.0] * 99
        self.p50, self.p99, self.max = cuts[49], cuts[98], max(quick, default=0.0)
        self.versions = defaultdict(list)
        seen = defaultdict(lambda: defaultdict(set))
        for read in sorted(self.reads, key=lambda read: read.at):
            if read.flaw:
                self.flaws.append(read.flaw)
            if read.error or read.flaw or read.is_fact:
                continue
            if read.version not in self.versions[read.mart]:
                self.versions[read.mart].append(read.version)
            for aspect in ("rows", "digest", "columns"):
                if getattr(read, aspect) is not None:
                    seen[read.mart, read.version][aspect].add(getattr(read, aspect))
        for (mart, version), aspects in seen.items():
            self.flaws += [
                f"reads of {mart} as of {version} differ in {aspect}: {sorted(map(str, values))}"
                for aspect, values in aspects.items()
                if len(values) > 1
            ]

    def columns(self, mart: str) -> list[tuple]:
        """The column lists that readers met, oldest first."""
        lists = [read.columns for read in self.reads if read.mart == mart and read.columns]
        return list(dict.fromkeys(lists))

    def __str__(self):
        return (
            f"{len(self.reads)} reads, {len(self.errors)} errors, {len(self.flaws)} not whole, "
            f"{len(self.lost)} lost, p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms, "
            f"max {self.max:.0f} ms"
        )


class Readers:
    """Reads marts from entry to exit: four busy connections and one with long queries.

    They work in a process of their own: dbt, which may run in this one, does not hold them up.

    Args:
        server: Where the marts are.
        marts: Names of marts and, for each, the columns of its key.
        facts: Those of them whose rows are not all of one build, as incremental tables are.
        schema: The schema of the marts.
        role: Who reads.
        hold: Seconds that each long query takes.
        least: Go on at the exit until this many reads have been made.
        patience: Seconds to go on at most.
    """

    def __init__(
        self,
        server,
        marts,
        *,
        facts=(),
        schema="marts",
        role="bi_reader",
        hold=10,
        least=5000,
        patience=60,
    ):
        self.marts, self.least, self.patience = dict(marts), least, patience
        context = multiprocessing.get_context("spawn")
        self._pipe, end = context.Pipe()
        crowd = _Crowd(server, self.marts, set(facts), schema, role, hold)
        self._process = context.Process(target=_read_until_told, args=[crowd, end], daemon=True)

    def __enter__(self):
        self._process.start()
        self._wait_for(4 * len(self.marts), entering=True)
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            reads, _ = self._ask("how many")
            self._wait_for(max(self.least, reads + 12 * len(self.marts)))
        self.summary = Summary(self._ask("stop"))
        self._process.join()

    def _ask(self, what: str):
        self._pipe.send(what)
        return self._pipe.recv()

    def _wait_for(self, count: int, entering: bool = False) -> None:
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            reads, has_long = self._ask("how many")
            if reads >= count and (entering or has_long):
                return
            time.sleep(0.05)
            if reads >= count:
                # All that is still to come is the end of a long query.
                self._ask("calm down")


def _read_until_told(crowd, pipe) -> None:
    """What the process of the readers does: answers how many reads there are, and stops."""
    crowd.start()
    while (told := pipe.recv()) != "stop":
        if told == "calm down":
            crowd.pause = _CALM_PAUSE
        pipe.send((len(crowd.reads), any(read.kind == "long" for read in list(crowd.reads))))
    pipe.send(crowd.stop())


class _Crowd:
    """The threads of the readers and what they saw; see `Readers`."""

    def __init__(self, server, marts, facts, schema, role, hold):
        self.server, self.marts, self.facts = server, marts, facts
        self.schema, self.role, self.hold = schema, role, hold
        self.pause = _PAUSE

    def start(self) -> None:
        """Begin to read."""
        self.reads: list[Read] = []
        self._stop = threading.Event()
        self._connections = []
        kinds = (self._unprepared, self._prepared, self._unprepared, self._prepared, self._long)
        self._threads = [
            threading.Thread(target=self._work, args=[kind, position], daemon=True)
            for position, kind in enumerate(kinds)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> list[Read]:
        """Stop, and return all reads."""
        self._stop.set()
        for connection in self._connections:
            # Nobody waits for the end of the long query that is under way now.
            with suppress(psycopg2.Error):
                connection.cancel()
        for thread in self._threads:
            thread.join(self.hold + 5)
        return list(self.reads)

    def _work(self, statements, position: int) -> None:
        names = sorted(self.marts)
        rotation = cycle(names[position:] + names[:position])
        while not self._stop.is_set():
            try:
                connection = self.server.connect(
                    options=f"-c role={self.role}", application_name="reader"
                )
            except psycopg2.OperationalError:
                time.sleep(0.05)
                continue
            connection.autocommit = True
            self._connections.append(connection)
            with connection.cursor() as cursor:
                prepared = set()
                while not self._stop.is_set() and not connection.closed:
                    mart = next(rotation)
                    for kind, run in statements(mart, prepared):
                        self._read(connection, cursor, mart, kind, run)
                    self._stop.wait(self.pause)
            connection.close()

    def _read(self, connection, cursor, mart, kind, run) -> None:
        start = time.monotonic()
        try:
            seen = run(cursor)
        except psycopg2.Error as error:
            if self._stop.is_set() and isinstance(error, errors.QueryCanceled):
                return
            lost = isinstance(error, _LOST) or bool(connection.closed)
            lost = lost or "server closed the connection" in str(error)
            seen = {"error": f"{type(error).__name__}: {error}".strip(), "lost": lost}
        ms = 1000 * (time.monotonic() - start)
        self.reads.append(Read(mart, kind, start, ms, is_fact=mart in self.facts, **seen))

    # -- kinds of readers: each yields names of reads and what to run ---------------------------

    def _unprepared(self, mart, _):
        relation = f"{self.schema}.{mart}"
        yield "select *", lambda cursor: _every_row(cursor, f"select * from {relation}")
        query = _PRINT.format(relation=relation, more="")
        yield "digest", lambda cursor: _digest(cursor, query)

    def _prepared(self, mart, prepared):
        relation = f"{self.schema}.{mart}"
        columns = ", ".join([*self.marts[mart], "as_of", "refreshed_at"])
        query = _PRINT.format(relation=relation, more="")
        for name, text in (("rows", f"select {columns} from {relation}"), ("digest", query)):
            statement = f"{name}_of_{mart}"
            if statement not in prepared:
                prepared.add(statement)
                yield "prepare", lambda cursor, s=statement, q=text: _prepare(cursor, s, q, mart)
        yield "prepared rows", lambda cursor: _some_columns(cursor, f"execute rows_of_{mart}")
        yield "prepared digest", lambda cursor: _digest(cursor, f"execute digest_of_{mart}")

    def _long(self, mart, _):
        query = _PRINT.format(relation=f"{self.schema}.{mart}", more=f", pg_sleep({self.hold})")
        yield "long", lambda cursor: _digest(cursor, query)


def _prepare(cursor, statement, query, mart):
    cursor.execute(f"prepare {statement} as {query}")
    cursor.execute(f"execute digest_of_{mart}" if "digest" in statement else query)
    return _digest_of(cursor.fetchone()) if "digest" in statement else _rows_of(cursor)


def _digest(cursor, query):
    cursor.execute(query)
    return _digest_of(cursor.fetchone())


def _digest_of(row):
    rows, builds, clocks, version, digest, *_ = row
    versions = max(builds, clocks)
    return {"rows": rows, "versions": versions, "version": version, "digest": digest}


def _every_row(cursor, query):
    cursor.execute(query)
    return _rows_of(cursor) | {"columns": tuple(column.name for column in cursor.description)}


def _some_columns(cursor, query):
    cursor.execute(query)
    return _rows_of(cursor)


def _rows_of(cursor):
    names = [column.name for column in cursor.description]
    rows = cursor.fetchall()
    places = [names.index(name) for name in ("as_of", "refreshed_at")]
    versions = {tuple(row[place] for place in places) for row in rows}
    version = max((version[1] for version in versions), default=None)
    return {"rows": len(rows), "versions": len(versions), "version": version}
