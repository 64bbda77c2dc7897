"""Write docs/outage-report.md: what readers notice with our macros and with stock dbt-postgres.

Both run the same scenarios on the same sample, each on a server of its own that is deleted again.
Takes about ten minutes: `make outage-report`.
"""

import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "python"))

from conftest import fill_sources  # noqa: E402
from outages import SCENARIOS  # noqa: E402
from readers import Readers  # noqa: E402
from scratch_project import SYSTEMS, ScratchProject  # noqa: E402
from tradehouse.server import Server, wheel_install  # noqa: E402

HEAD = """\
# What readers notice

Written by `make outage-report` on {date} with PostgreSQL {postgres}, dbt-core {core} and \
dbt-postgres {adapter}.

Four connections read every mart in rotation as `bi_reader`, by statements prepared and not, from
before a scenario starts until after it has ended, while a fifth holds a query of {hold} seconds
open on one mart after the other. *Stock* is the same project without `macros/materializations`
and without the run lock: marts are dbt's `materialized_view`, what the project stores is dbt's
`table`, other views are dbt's `view`. Staging views are replaced in place, which favours it.

An error is a statement that failed. *Outdated* counts the marts that are missing, or whose
definition, columns, indexes, grants or comments are not what the models say when the scenario is
over. Times are milliseconds and leave the long queries out. A killed server takes its connections
along on both sides; those losses are not counted as errors.

| scenario | | reads | errors | not whole | outdated | p50 | p99 | max |
|---|---|--:|--:|--:|--:|--:|--:|--:|
"""
ROW = "| {scenario} | {side} | {reads:,} | {errors:,} | {flaws:,} | {outdated} | {times} |\n"


# What our own staging views call: nothing of dbt's could stand in for them.
STAND_INS = """\
{% macro require_run_lock() %}{% endmacro %}
{% macro locked_ddl(statements) %}{{ statements | join('; ') }}{% endmacro %}
{% macro replace_view_sql(relation, sql) %}
create or replace view {{ relation }} as {{ sql }}
{% endmacro %}
{% macro finish_view(relation) %}{% do adapter.commit() %}{% endmacro %}
"""
STORED = re.compile("'(replaced_table|replaced_days|replaced_tails|changed_rows)'")


class StockProject(ScratchProject):
    """The project as it would be without our materializations."""

    def restore(self, *parts: str) -> None:
        """Copy the files again and take our macros out."""
        super().restore(*parts)
        for folder in ("materializations", "runs", "releases"):
            for file in (self.root / "macros" / folder).rglob("*"):
                if file.is_file() and file.stem not in ("marts_in_manifest", "live_schema"):
                    file.unlink()
        for model in (self.root / "models").rglob("*.sql"):
            text = model.read_text()
            model.write_text(STORED.sub("'table'", text))
        self.add("macros/stand_ins.sql", STAND_INS)
        settings = self.root / "dbt_project.yml"
        text = re.sub(r"^on-run-\w+:.*\n(?:  -.*\n)*", "", settings.read_text(), flags=re.M)
        hooks = 'on-run-start: ["{{ ensure_foundations() }}; {{ set_clock() }}"]\n'
        settings.write_text(text + hooks)


def measure(project_class, server, home, hold):
    """Play every scenario on one side; yields its name, what readers saw and what is outdated."""
    server.start()
    fill_sources(server, scale=0.05, systems=SYSTEMS)
    project = project_class(server, home)
    project.dbt("build")
    keys = project.mart_keys()
    project.lenient = True
    for scenario, steps in SCENARIOS.items():
        outdated = set()
        with Readers(server, keys, hold=hold, least=5000, patience=20) as readers:
            for step in steps:
                try:
                    step(project)
                except AssertionError as error:
                    print(f"  {step.__name__}: {error}", file=sys.stderr)
                outdated |= {problem.split(":")[0] for problem in project.problems()}
        print(f"{project_class.__name__}, {scenario}: {readers.summary}", file=sys.stderr)
        yield scenario, readers.summary, outdated
        project.restore()
        if outdated:
            project.dbt("build", "--full-refresh")


def main(hold: int = 10) -> None:
    """Measure both sides and write the report."""
    base = Path(tempfile.mkdtemp(prefix="th"))
    base.chmod(0o711)
    sides = {"ours": ScratchProject, "stock": StockProject}
    seen, postgres = {}, ""
    try:
        for side, project_class in sides.items():
            server = Server(home=base / side, install=wheel_install())
            try:
                for scenario, *found in measure(project_class, server, base / f"p-{side}", hold):
                    seen[scenario, side] = found
                postgres = server_version(server)
            finally:
                server.destroy()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    text = HEAD.format(
        date=datetime.now(UTC).date(), postgres=postgres, hold=hold,
        core=version("dbt-core"), adapter=version("dbt-postgres"),
    )  # fmt: skip
    for scenario in SCENARIOS:
        for side in sides:
            summary, outdated = seen[scenario, side]
            text += ROW.format(
                scenario=scenario if side == "ours" else "",
                side=side,
                reads=len(summary.reads),
                errors=len(summary.errors),
                flaws=len(summary.flaws),
                outdated=len(outdated),
                times=f"{summary.p50:.1f} | {summary.p99:.0f} | {summary.max:,.0f}",
            )
    report = ROOT / "docs" / "outage-report.md"
    report.parent.mkdir(exist_ok=True)
    report.write_text(text)
    print(f"Wrote {report.relative_to(ROOT)}.")


def server_version(server) -> str:
    """The version of the server."""
    connection = server.connect()
    try:
        number = connection.server_version
    finally:
        connection.close()
    return f"{number // 10000}.{number % 10000}"


if __name__ == "__main__":
    main()
