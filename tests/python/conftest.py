"""Servers and projects for the tests. Nothing here touches a server that runs already."""

import gc
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

import dbt_in_process
import kept_manifests
from dbt_process import DbtProcess
from tradehouse import profile
from tradehouse.paths import PROJECT_ROOT, is_root
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

# Only root can give up being root.
collect_ignore = [] if is_root() else ["test_server_as_root.py"]


def pytest_configure():
    kept_manifests.begin()


def pytest_unconfigure(config):
    # pytest looks for garbage five times at the end: there is a gigabyte of it, and no need.
    gc.freeze()
    # The workers of pytest-xdist come and go before the process that began.
    if not hasattr(config, "workerinput"):
        kept_manifests.end()


ANCHOR = date(2026, 3, 2)
AS_OF = "2026-03-02 00:00:00+00"


def stock_install() -> Path | None:
    """The folder of a stock PostgreSQL of this machine, by its pg_config; None without one."""
    program = shutil.which("pg_config")
    if program is None:
        return None
    found = subprocess.run([program, "--bindir"], capture_output=True, text=True, check=True)
    binaries = Path(found.stdout.strip())
    return binaries.parent if (binaries / "initdb").exists() else None


class Project:
    """A server and a way to run dbt of this project on it, with files of its own.

    Attributes:
        target: The target of the profile that dbt builds.
    """

    target = "embedded"

    def __init__(self, server: Server, home: Path) -> None:
        self.server = server
        self.home = home
        self.root = PROJECT_ROOT
        home.mkdir(parents=True, exist_ok=True)
        profile.write(server, into=home)

    def dbt_process(self, *arguments: str, variables: dict | None = None, **options):
        """Start dbt and return the running process."""
        return DbtProcess(*self._command(arguments, variables, options))

    def _command(self, arguments, variables, options) -> tuple:
        variables = {"as_of": AS_OF, **(variables or {})}
        return self.root, self.home, self.target, list(arguments), variables, options

    def dbt(
        self, *arguments: str, variables: dict | None = None, ok: bool = True, **options
    ) -> str:
        """Run dbt to its end and return its output; `ok` says how it must end."""
        succeeded, output = self.dbt_outcome(*arguments, variables=variables, **options)
        assert succeeded is ok, output[-6000:]
        return output

    def dbt_outcome(
        self, *arguments: str, variables: dict | None = None, **options
    ) -> tuple[bool, str]:
        """Run dbt to its end; return whether it succeeded and what it said."""
        return dbt_in_process.run(*self._command(arguments, variables, options))

    def fill(self, *models: str, variables: dict | None = None) -> str:
        """Build models and all they read, without the tests."""
        return self.dbt(
            "build", "-s", *(f"+{model}" for model in models),
            "--exclude", "resource_type:test", "resource_type:unit_test", variables=variables,
        )  # fmt: skip

    def query(self, statement: str, parameters=None) -> list[tuple]:
        """Run one statement and return its rows, if it has any."""
        connection = self.server.connect()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, parameters)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def value(self, statement: str, parameters=None):
        """The only value of the only row of a query."""
        ((value,),) = self.query(statement, parameters)
        return value


@contextmanager
def written_by_hand(short_tmp: Path, name: str, systems, write, *, lax=True):
    """A project on a server of its own whose raw tables have what `write(cursor)` puts there."""
    server = Server(home=short_tmp / name, install=wheel_install())
    server.start()
    try:
        connection = server.connect()
        loader.create(connection, list(systems), lax=lax)
        with connection, connection.cursor() as cursor:
            cursor.execute("set timezone = 'UTC'")
            write(cursor)
        connection.close()
        yield Project(server, short_tmp / f"project-{name}")
    finally:
        server.destroy()


# Bars that every scale has since 1999, those of indices: a fifth of a build of the smallest sample.
_LONG_BARS = {
    "mastertrade": ("stock_indices", "timestamp"), "schwab": ("price_data", "datetime_utc"),
}  # fmt: skip


def fill_sources(
    server: Server, *, scale: float, systems=loader.SYSTEMS, years: int | None = None, lax=False
) -> None:
    """Create and fill the raw schemas; leave the last `years` of long bars if given.

    Lax tables have no constraints.
    """
    connection = server.connect()
    loader.create(connection, list(systems), lax=lax)
    loader.fill(connection, list(systems), seed=7, scale=scale, anchor=ANCHOR)
    with connection, connection.cursor() as cursor:
        for system in _LONG_BARS.keys() & set(systems) if years else ():
            table, column = _LONG_BARS[system]
            first = ANCHOR.replace(year=ANCHOR.year - years)
            cursor.execute(f"delete from raw_{system}.{table} where {column} < %s", [first])
    connection.close()


# Another PostgreSQL than the two that every run uses: the folder above its `bin`.
_GIVEN = os.environ.get("TRADEHOUSE_TEST_SERVER")
_INSTALLS = {"given": Path(_GIVEN)} if _GIVEN else {"postgres18": wheel_install()}
if not _GIVEN and stock_install() is not None:
    _INSTALLS["stock"] = stock_install()


# What is made once and used by tests of several files.
_SHARED = ("scratch_on", "built", "books", "fill_books")
# What takes longest, first, so that no process works alone at the end.
_LONG = (
    "scratch_on", "test_bench", "test_incremental", "test_guards", "built", "books", "test_upkeep",
    "test_sample", "fill_books", "test_audit", "test_server", "test_history", "test_sources",
    "test_replay", "test_cli", "test_build",
)  # fmt: skip


# Around all others: pytest-xdist must find the groups.
@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Tests that share something costly run in one process, the longest such groups first.

    A test marked `apart` shares nothing with the others of its file.
    """
    groups = {}
    for item in items:
        shared = next((name for name in _SHARED if name in item.fixturenames), None)
        group = shared or item.path.stem
        if shared in ("scratch_on", "built"):
            server = {"any_scratch", "any_server"} & set(item.fixturenames)
            chosen = getattr(item, "callspec", None) and item.callspec.params
            group += "-" + next(
                (chosen[name] for name in server if name in chosen), next(iter(_INSTALLS))
            )
        place = next((i for i, name in enumerate(_LONG) if group.startswith(name)), len(_LONG))
        if item.get_closest_marker("apart"):
            group += f"-{item.name}"
        item.add_marker(pytest.mark.xdist_group(group))
        groups[id(item)] = (place, group)
    yield
    items.sort(key=lambda item: groups[id(item)])


@pytest.fixture(scope="session")
def short_tmp(tmp_path_factory):
    """A folder whose path is short, that any account may pass through, as servers need."""
    base = tmp_path_factory.mktemp("th")
    # Only folders that pytest made: nothing above the system's temporary folder is touched.
    top = Path(tempfile.gettempdir()).resolve()
    for folder in (base, *base.parents):
        if folder == top or top not in folder.parents:
            break
        folder.chmod(folder.stat().st_mode | 0o011)
    return base


@pytest.fixture(scope="session", params=sorted(_INSTALLS))
def any_server(request, short_tmp):
    """A fresh server: PostgreSQL 18 of the wheel, and the stock one where there is one."""
    server = Server(home=short_tmp / request.param, install=_INSTALLS[request.param])
    server.start()
    yield server
    server.destroy()


@pytest.fixture(scope="session")
def built(any_server, short_tmp):
    """The whole warehouse, built once per server on a small sample. Do not change its data."""
    fill_sources(any_server, scale=0.3)
    project = Project(any_server, short_tmp / f"project-{any_server.home.name}")
    project.dbt("build")
    return project


@pytest.fixture(scope="session")
def books(short_tmp):
    """Books made by hand and generated ones in all systems, with the marts of trading: no tests.

    Do not change its data.
    """
    import edge_books
    import generated_books

    server = Server(home=short_tmp / "books", install=wheel_install())
    server.start()
    try:
        connection = server.connect()
        loader.create(connection, list(loader.SYSTEMS), lax=True)
        edge_books.fill_all(connection)
        generated_books.fill_all(connection)
        connection.close()
        project = Project(server, short_tmp / "project-books")
        # Without the tests: these rows break rules of the sources on purpose.
        project.fill(
            "account_performance", "strategy_performance", "order_history", "execution_quality",
            "trading_costs", "symbol_performance", "daily_trading_stats",
            variables={"as_of": edge_books.AS_OF},
        )  # fmt: skip
        yield project
    finally:
        server.destroy()


@pytest.fixture(scope="session")
def edges(books):
    """The performance marts of all books beside what the oracle expects."""
    from comparisons import Comparison
    from edge_books import AS_OF as CLOCK

    return Comparison(books, CLOCK)


@pytest.fixture(scope="session")
def server18(short_tmp):
    """A server of PostgreSQL 18 for tests that change things."""
    server = Server(home=short_tmp / "own", install=wheel_install())
    server.start()
    yield server
    server.destroy()


@pytest.fixture(scope="session")
def scratch_on(short_tmp):
    """Makes, once per server, a copy of the project whose files and data tests may change."""
    from scratch_project import ScratchProject, filled_project

    projects = {}

    def make(name: str) -> ScratchProject:
        if name not in projects:
            server = Server(home=short_tmp / f"scratch-{name}", install=_INSTALLS[name])
            projects[name] = filled_project(server, short_tmp / f"scratch-project-{name}")
        return projects[name]

    yield make
    for project in projects.values():
        project.server.destroy()


@pytest.fixture(scope="session")
def scratch(scratch_on):
    """The copy on PostgreSQL 18, or on the server that was given."""
    return scratch_on(next(iter(_INSTALLS)))


@pytest.fixture(scope="session", params=sorted(_INSTALLS))
def any_scratch(request, scratch_on):
    """A copy on every server there is."""
    return scratch_on(request.param)


@pytest.fixture(scope="session")
def fill_books(short_tmp):
    """Executions of three platforms and their facts; every test begins with empty tables."""
    from fill_books import FillBooks

    server = Server(home=short_tmp / "fills", install=wheel_install())
    server.start()
    yield FillBooks(server, short_tmp / "fills-project")
    server.destroy()
