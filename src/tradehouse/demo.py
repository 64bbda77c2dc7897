"""The main job in one command: server, sample sources, dbt build, summary."""

import os
import subprocess
import sys
import time
from contextlib import closing
from datetime import date

from rich.console import Console
from rich.table import Table

from tradehouse import catalog, profile
from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample import loader
from tradehouse.server import Server


def run(console: Console, *, scale: float, seed: int, anchor: date) -> None:
    """Bring up the warehouse on sample data and say what is there.

    Raises:
        TradehouseError: A step failed; the message names it and the next step.
    """
    began = time.monotonic()
    server = Server.embedded()
    console.rule("1/3 PostgreSQL")
    console.print("Started." if server.start() else "Already running.")
    profile.write(server)
    console.rule("2/3 Sample sources")
    _ensure_sources(console, server, scale=scale, seed=seed, anchor=anchor)
    console.rule("3/3 dbt build")
    _build()
    _summary(console, server)
    console.print(f"Done in {time.monotonic() - began:.0f} s.")


def _ensure_sources(
    console: Console, server: Server, *, scale: float, seed: int, anchor: date
) -> None:
    systems = list(loader.SYSTEMS)
    mark = loader.fingerprint(seed, scale, anchor)
    with closing(server.connect()) as connection:
        loader.create(connection, systems)
        missing = [system for system in systems if not loader.is_filled(connection, system, mark)]
        if not missing:
            console.print("All five are filled already.")
            return
        loader.fill(
            connection,
            missing,
            seed=seed,
            scale=scale,
            anchor=anchor,
            report=lambda step: console.print(f"Filling {step} ..."),
        )


def _build() -> None:
    build = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tradehouse.dbt_command",
            "build",
            "--target",
            "embedded",
        ],
        cwd=PROJECT_ROOT,
        env={**os.environ, "DBT_PROFILES_DIR": str(profile.folder())},
    )
    try:
        build.wait()
    except KeyboardInterrupt:
        # The terminal interrupts dbt too; it cancels what it runs on the server, then ends.
        build.wait()
        raise
    if build.returncode != 0:
        raise TradehouseError(
            "dbt build failed; the lines above name the model or test.",
            "read logs/dbt.log, mend it and run `make demo` again: finished marts keep serving",
        )


def _summary(console: Console, server: Server) -> None:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        sources = Table("system", "tables", "rows", title="In: sample sources")
        for system in loader.SYSTEMS:
            counts = catalog.row_counts(cursor, loader.schema_of(system))
            sources.add_row(system, str(len(counts)), f"{sum(counts.values()):,}")
        marts = Table("mart", "rows", title="Out: schema marts")
        for name, rows in catalog.row_counts(cursor, "marts").items():
            marts.add_row(name, f"{rows:,}")
    console.print(sources, marts)
    console.print(
        '[bold]psql[/bold]     psql "$(.venv/bin/tradehouse url)" -c "table'
        ' marts.account_performance limit 5"\n'
        "[bold]BI tool[/bold]  .venv/bin/tradehouse up --tcp 5433   then PostgreSQL at"
        " 127.0.0.1:5433, database tradehouse, schema marts\n"
        "[bold]docs[/bold]     make docs\n"
        "[bold]dbt[/bold]      .venv/bin/dbt build | test | docs serve   from this folder\n"
        "[bold]stop[/bold]     make down      (make clean deletes the data too)",
        highlight=False,
        soft_wrap=True,
    )
