"""A copy of the project whose files tests may edit, and what must hold of its marts at rest."""

import json
import os
import re
import shutil
import subprocess
import time
from functools import cache
from pathlib import Path

from conftest import Project, fill_sources
from rules import read_yaml
from tradehouse.sample import loader
from tradehouse.server import Server

PARTS = (
    "macros", "models", "seeds", "snapshots", "tests/generic", "dbt_project.yml", "selectors.yml",
)  # fmt: skip
# Marts of every kind, with all they read: the rest of the house is built like them, and building it
# whole in every scenario would take an hour. TRADEHOUSE_TEST_ALL_MARTS=1 takes it whole.
KEPT = {
    "account_performance", "dashboard_symbol_summary", "latest_forecast_summary",
    "strategy_performance", "dim_accounts", "dim_instruments", "dim_owners",
    "dim_strategies", "fct_strategy_daily", "fct_instrument_daily",
}  # fmt: skip
# Tables whose rows are replaced one by one, not all at once.
ROW_BY_ROW = {"changed_rows", "replaced_days", "replaced_tails"}
# No mart is a table of touched days by itself; facts below them are. This one is read like a mart.
_TOUCHED_DAYS = {
    "models/marts/trading/fct_executed_days.sql": """\
{{ config(
    materialized='replaced_days', feed='executions', day_column='series_date',
    indexes=[{'columns': ['book_type', 'book_key', 'series_date'], 'unique': true}]
) }}
select
    days.book_type, days.book_key, days.series_date, days.trades,
    clock.as_of, now() as refreshed_at
from {{ ref('int_executed_days') }} as days
cross join {{ ref('clock') }} as clock
where {{ touched('days.series_date') }}
""",
    "models/marts/trading/fct_executed_days.yml": """\
models:
  - name: fct_executed_days
    description: Trades of a book and day.
    columns:
      - {name: book_type, data_type: text, description: Account or strategy.}
      - {name: book_key, data_type: uuid, description: The book.}
      - {name: series_date, data_type: date, description: The day.}
      - {name: trades, data_type: bigint, description: How many.}
      - {name: as_of, data_type: timestamp with time zone, description: The clock.}
      - {name: refreshed_at, data_type: timestamp with time zone, description: The build.}
""",
}
ALL_MARTS = os.environ.get("TRADEHOUSE_TEST_ALL_MARTS") == "1"
SYSTEMS = list(loader.SYSTEMS) if ALL_MARTS else ["swiftbolt", "mastertrade"]
LEFTOVERS = "select relname from pg_class where relname ~ '__retired_|__dbt_tmp|__dbt_backup'"


@cache
def _unread(models: Path) -> list[Path]:
    """The models that no kept mart reads, by their SQL or by the parents of their rules."""
    files = {file.stem: file for file in models.rglob("*.sql")}
    texts = {name: file.read_text() for name, file in files.items()}
    for described in models.glob("staging/*/_*__models.yml"):
        for model in read_yaml(described)["models"]:
            texts[model["name"]] += re.sub(r"(stg_\w+)", r"'\1'", json.dumps(model["data_tests"]))
    reads = {name: set(re.findall(r"'(\w+)'", text)) & files.keys() for name, text in texts.items()}
    macros = " ".join(file.read_text() for file in (models.parent / "macros").rglob("*.sql"))
    kept, found = set(), KEPT | (set(re.findall(r"'(\w+)'", macros)) & files.keys())
    while found:
        kept |= found
        found = set().union(*(reads[name] for name in found)) - kept
    return [
        file.relative_to(models)
        for name, file in files.items()
        if name not in kept and "utilities" not in file.parts
    ]


def filled_project(server: Server, home: Path) -> "ScratchProject":
    """A project that is built on a sample.

    TRADEHOUSE_TEST_BUILT names a folder with one that is: `server`, stopped, and `project`.
    """
    built = os.environ.get("TRADEHOUSE_TEST_BUILT")
    if built:
        # Not what dbt parsed there: it is of another folder.
        (home / "target").mkdir(parents=True)
        shutil.copy(Path(built) / "project" / "target" / "manifest.json", home / "target")
        # With owners and modes, which the server insists on.
        subprocess.run([shutil.which("cp"), "-a", f"{built}/server", server.home], check=True)
    server.start()
    project = ScratchProject(server, home)
    if not built:
        fill_sources(server, scale=0.05, systems=SYSTEMS, years=3)
        project.dbt("build")
    return project


class ScratchProject(Project):
    """A project of its own: `edit` changes its files, `restore` brings them back."""

    def __init__(self, server, home) -> None:
        super().__init__(server, home)
        # Another copy of the project to begin from: scripts/stock_macros.py takes macros out of it.
        self.original = Path(os.environ.get("TRADEHOUSE_TEST_PROJECT", self.root))
        self.root = home / "project"
        self.lenient = False
        self.restore()

    def sibling(self, name: str) -> "ScratchProject":
        """Another place to run dbt from, on the same files and the same server."""
        other = Project(self.server, self.home.parent / f"{self.home.name}-{name}")
        other.root, other.__class__ = self.root, ScratchProject
        other.lenient = False
        return other

    def restore(self, *parts: str) -> None:
        """Copy the project's files again, all of them or some."""
        for part in parts or PARTS:
            source, copy = self.original / part, self.root / part
            if copy.is_dir():
                shutil.rmtree(copy)
            if source.is_dir():
                # New times: dbt's partial parsing trusts them.
                shutil.copytree(
                    source, copy,
                    copy_function=shutil.copyfile,
                    ignore=shutil.ignore_patterns("*unit_tests.yml", "*_exposures.yml"),
                )  # fmt: skip
                if part == "models" and not ALL_MARTS:
                    for unread in _unread(source):
                        (copy / unread).unlink()
                if part == "models":
                    for path, text in _TOUCHED_DAYS.items():
                        self.add(path, text)
            elif source.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, copy)

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace text in the only file of this name; every old text must be there."""
        (file,) = self.root.rglob(name)
        text = file.read_text()
        for old, new in changes:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        file.write_text(text)

    def add(self, path: str, text: str) -> None:
        """Write a new file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def dbt_process(self, *arguments, variables=None, **options):
        """Start dbt for the systems that are filled."""
        variables = {"systems": SYSTEMS, **(variables or {})}
        return super().dbt_process(*arguments, variables=variables, **options)

    def dbt(self, *arguments, ok=True, **options):
        """Run dbt; a lenient project does not mind how it ends."""
        if not self.lenient:
            return super().dbt(*arguments, ok=ok, **options)
        return self.dbt_outcome(*arguments, **options)[1]

    def dbt_outcome(self, *arguments, variables=None, **options):
        """Run dbt for the systems that are filled."""
        variables = {"systems": SYSTEMS, **(variables or {})}
        return super().dbt_outcome(*arguments, variables=variables, **options)

    def execute(self, *statements: str) -> None:
        """Run statements as the owner, each in a transaction of its own."""
        for statement in statements:
            self.query(statement)

    # -- what the manifest and the catalog say --------------------------------------------------

    def marts(self) -> dict[str, dict]:
        """The nodes of the manifest in the schema marts, by name."""
        manifest = json.loads((self.home / "target" / "manifest.json").read_text())
        return {
            node["name"]: node
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
            and node["schema"] == "marts"
            and node["config"]["materialized"] != "view"
        }

    def mart_keys(self) -> dict[str, list[str]]:
        """The columns of the unique key of each mart that has rows in this sample."""
        return {
            name: next(index["columns"] for index in node["config"]["indexes"] if index["unique"])
            for name, node in self.marts().items()
            if self.value(f"select exists (select from marts.{name})")
        }

    def facts(self) -> set[str]:
        """Marts that are changed row by row."""
        return {
            name
            for name, node in self.marts().items()
            if node["config"]["materialized"] in ROW_BY_ROW
        }

    def version(self, mart: str):
        """The moment of the build that the mart shows."""
        return self.value(f"select max(refreshed_at) from marts.{mart}")

    def oid(self, relation: str) -> int | None:
        """The identity of a relation, None when there is none."""
        return self.value("select to_regclass(%s)::oid::bigint", [relation])

    def columns(self, relation: str) -> dict[str, str]:
        """Names and types of a relation's columns, in order."""
        return dict(
            self.query(
                "select attname, format_type(atttypid, null) from pg_attribute"
                " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped"
                " order by attnum",
                [relation],
            )
        )

    def readers_of(self, relation: str) -> set[tuple[str, str]]:
        """Who besides the owner may do what."""
        return set(
            self.query(
                "select coalesce(rolname, 'public'), privilege_type"
                " from pg_class cross join lateral aclexplode(relacl) as acl"
                " left join pg_roles on pg_roles.oid = acl.grantee"
                " where pg_class.oid = to_regclass(%s) and acl.grantee <> relowner",
                [relation],
            )
        )

    def wait_for(self, query: str, parameters=None, seconds: float = 90) -> None:
        """Wait until a query returns rows."""
        deadline = time.monotonic() + seconds
        while not self.query(query, parameters):
            assert time.monotonic() < deadline, f"still nothing: {query}"
            time.sleep(0.05)

    def problems(self) -> list[str]:
        """Everything that is not as the models declare it; nothing on a good day."""
        found = []
        for name, node in self.marts().items():
            found += [f"{name}: {problem}" for problem in self._problems_of(node)]
        return found

    def _problems_of(self, node) -> list[str]:
        relation = f"marts.{node['name']}"
        kind = self.query(
            "select relkind, relispopulated from pg_class where oid = to_regclass(%s)", [relation]
        )
        wanted_kind = "m" if node["config"]["materialized"] == "materialized_view" else "r"
        if kind != [(wanted_kind, True)]:
            return [f"is {kind}, not a filled {wanted_kind!r}"]
        found = []
        built = self.columns(relation)
        declared = {column["name"]: column["data_type"] for column in node["columns"].values()}
        if built != declared:
            found.append(f"columns differ: {set(built.items()) ^ set(declared.items())}")
        if wanted_kind == "m" and not self._shows_its_model(relation, node):
            found.append("definition is not the model's")
        if self.readers_of(relation) != {("bi_reader", "SELECT")}:
            found.append(f"grants are {self.readers_of(relation)}")
        wanted = {
            (bool(index.get("unique")), index.get("type") or "btree", ", ".join(index["columns"]))
            for index in node["config"]["indexes"]
        }
        if self._indexes_by_dbt(relation) != wanted:
            found.append(f"indexes are {self._indexes_by_dbt(relation)}")
        silent = self.query(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped and col_description(attrelid, attnum) is null"
            " union all select 'the mart itself' where obj_description(%s::regclass) is null",
            [relation, relation],
        )
        return found + [f"{column} has no comment" for (column,) in silent]

    def _shows_its_model(self, relation, node) -> bool:
        compiled = self.home / "target" / "compiled" / "tradehouse" / node["original_file_path"]
        # What a release compiled last names the schema that was renamed when it went out.
        wanted = compiled.read_text().replace('"marts_next"', '"marts"')
        connection = self.server.connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"create temporary view expected as {wanted}")
                cursor.execute(
                    "select pg_get_viewdef(%s::regclass) = pg_get_viewdef('expected'::regclass)",
                    [relation],
                )
                return cursor.fetchone()[0]
        finally:
            connection.close()

    def _indexes_by_dbt(self, relation) -> set[tuple]:
        rows = self.query(
            "select indisunique, pg_get_indexdef(indexrelid) from pg_index"
            " join pg_class on pg_class.oid = indexrelid"
            " where indrelid = %s::regclass and relname ~ '^[0-9a-f]{32}$'",
            [relation],
        )
        parts = [(unique, re.search(r"USING (\w+) \((.*)\)", text)) for unique, text in rows]
        return {(unique, match[1], match[2]) for unique, match in parts}

    def leftovers(self) -> list[tuple]:
        """Retired and intermediate names that the following run has not cleared away."""
        if self.query(LEFTOVERS):
            self.dbt("run", "-s", "clock")
        return self.query(LEFTOVERS)
