"""One run of the benchmark, from an empty folder to the report."""

import json
import os
import platform
import shutil
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec

from tradehouse.bench import baselines, equality, history, plain, reads, report
from tradehouse.bench import server as bench_server
from tradehouse.bench.memory import Memory
from tradehouse.bench.plan import ANCHOR, LATE_BY_DAYS, Plan
from tradehouse.bench.project import MARTS, Project
from tradehouse.bench.report import found
from tradehouse.server import Server

Say = Callable[[str], None]


def run(plan: Plan, say: Say, progress: Callable[[str, int, int], None], *, keep: bool) -> dict:
    """Measure everything that is asked for and write the report.

    Args:
        plan: The options.
        say: Called with a line about each step.
        progress: Called with what is being generated, how much is done and how much there is.
        keep: Leave the server and its history for the next run.

    Returns:
        The results, as they are written to the JSON file.

    Raises:
        TradehouseError: No space, or a step failed; everything is left for another try.
    """
    present = sum(file.stat().st_size for file in plan.home.rglob("*") if file.is_file())
    plan.check(present)
    server = bench_server.start(plan.home, plan.settings, plan.install)
    try:
        results = _measure(server, plan, say, progress)
    finally:
        server.stop()
    if keep:
        say(f"Kept in {plan.home}; the next run uses its history again.")
    else:
        server.destroy()
        shutil.rmtree(plan.home, ignore_errors=True)
    return results


def _measure(server: Server, plan: Plan, say: Say, progress) -> dict:
    before = plan.home / "results.json"
    results = json.loads(before.read_text()) if before.exists() else {}
    if results.get("mark") != history.mark(plan) or set(plan.only) >= {
        "growth",
        "nightly",
        "reads",
    }:
        results = {"mark": history.mark(plan)}
    results |= {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "plan": _plan(plan)}

    def done(section: str, what) -> None:
        """Keep what a section found, so that nothing is lost when a later one fails."""
        results.setdefault("sections", {})[section] = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"), "found": what,
        }  # fmt: skip
        results["memory"] = {**results.get("memory", {}), **memory.peaks}
        before.write_text(json.dumps(results, indent=1, default=str))

    project = Project(server, plan.home, plan.as_of, tests=plan.tests)
    with Memory(server) as memory, closing(server.connect()) as connection:
        with connection, connection.cursor() as cursor:
            results["machine"] = _machine(cursor)
            results["settings"] = bench_server.shown_settings(cursor)
        say(
            "Settings: "
            + ", ".join(f"{name} {value}" for name, value in results["settings"].items())
        )
        began = time.monotonic()
        with memory.phase("history"):
            made = history.make(server, plan, progress)
        say(f"History: {made['rows']:,} trades, {time.monotonic() - began:.0f} s.")
        done("history", made)
        # Everything else is measured on what the nights left.
        if {"nightly", "growth"} & set(plan.only) or found(results, "nights") is None:
            _nights(connection, project, plan, memory, say, done)
        if "rebuild" in plan.only:
            _rebuild(connection, project, memory, say, done)
        if "floors" in plan.only:
            done("floors", _floors(connection, plan))
        for name, phase, measure in (
            ("a", "materialized views", lambda: _baseline_a(connection, plan)),
            ("b", "stock dbt", lambda: baselines.stock_dbt(server, plan)),
            ("c", "DuckDB", lambda: _duckdb(server, plan)),
            ("d", "TimescaleDB", lambda: _timescale(connection)),
        ):
            if name in plan.only:
                say(f"Baseline {name.upper()}: {phase} ...")
                with memory.phase(phase):
                    done(name, measure())
        if "reads" in plan.only:
            say("Reads ...")
            with memory.phase("reads"):
                done("reads", reads.measure(server, plan))
        with connection, connection.cursor() as cursor:
            done("sizes", _sizes(cursor, project))
        baselines.drop_materialized_views(connection)
    results["bars"] = report.bars(results)
    before.write_text(json.dumps(results, indent=1, default=str))
    report.write(results, plan.output)
    return results


def _plan(plan: Plan) -> dict:
    return {
        "trades": plan.trades, "lengths": plan.lengths, "nights": plan.nights, "seed": plan.seed,
        "late_rows": plan.late_rows, "late_by_days": LATE_BY_DAYS, "first_night": str(ANCHOR),
        "as_of": plan.as_of, "marts": MARTS, "tests": plan.tests,
    }  # fmt: skip


def _nights(connection, project: Project, plan: Plan, memory: Memory, say: Say, done) -> None:
    """Nights at each length of the history; the whole comes last and stays."""
    found = []
    lengths = plan.lengths if "growth" in plan.only else (1.0,)
    for length in lengths:
        there = history.set_length(connection, plan, length)
        say(f"{there['rows']:,} trades of {there['accounts']:,} accounts: first build ...")
        # It reads the project, too, so that the nights find it read, as every night but the first.
        with memory.phase("rebuild"):
            first = project.build("--full-refresh")
        bench_server.vacuum(connection)
        say("  all history compared once, as its rolling share has after some weeks ...")
        with memory.phase("comparing all history"):
            compared = project.reconcile("daily_profit_trades")
        nights = []
        for night in range(1, plan.nights + 1):
            rows = history.add_night(connection, plan, night)
            history.a_day_passes(connection)
            with memory.phase("nights"):
                night_run = project.night()
            nights.append({"rows": rows, **asdict(night_run)})
            say(
                f"  night {night}: {rows:,} rows, SQL {night_run.sql:.1f} s, tests"
                f" {night_run.tests:.1f} s, wall {night_run.wall:.1f} s"
            )
        middle = {
            name: statistics.median(night[name] for night in nights)
            for name in ("sql", "tests", "busy", "models", "wall", "rows")
        }
        found.append({
            **there, "first": asdict(first), "compared": asdict(compared), "nights": nights,
            "night": middle,
        })  # fmt: skip
        done("nights", found)


def _rebuild(connection, project: Project, memory: Memory, say: Say, done) -> None:
    """A full rebuild of what the nights made, and whether it is the same."""
    if not project.relations():
        project.build()
    full, found = equality.after_rebuild(connection, project, memory.phase("rebuild"))
    differing = sum(difference.exact for difference in found.values())
    say(f"Full rebuild: {full.busy:.1f} s; {differing} rows differ from the nights' result.")
    done("rebuild", asdict(full))
    done("equality", {name: asdict(difference) for name, difference in found.items()})


def _floors(connection, plan: Plan) -> dict:
    """What no recompute can be faster than: reading the trades once."""
    seconds = {}
    part = f"{plain.RAW_TRADES}_{plan.last_day.replace(day=1):%Y_%m}"
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select partition_name from bench.months order by row_count desc nulls last limit 1"
        )
        part = f"raw_daily_profit.{cursor.fetchone()[0]}"
        for name, table in (("raw", plain.RAW_TRADES), ("partition", part)):
            began = time.monotonic()
            cursor.execute(f"select count(*), sum(profit) from {table}")
            seconds[name] = time.monotonic() - began
    return seconds


def _baseline_a(connection, plan: Plan) -> dict:
    found = baselines.materialized_views(connection, plan)
    with connection, connection.cursor() as cursor:
        found["agreement"] = baselines.agreement(cursor)
    return found


def _duckdb(server: Server, plan: Plan) -> dict:
    if find_spec("duckdb") is None:
        return {"skipped": "DuckDB is not installed: it comes with the extra `bench`"}
    return baselines.duckdb(server, plan)


def _timescale(connection) -> dict:
    with connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_available_extensions where name = 'timescaledb'")
        (there,) = cursor.fetchone()
    if not there:
        return {"skipped": "the server has no extension timescaledb"}
    return {"skipped": "the server has timescaledb, but this baseline is not written yet"}


def _sizes(cursor, project: Project) -> dict:
    """Bytes on disk, indexes included."""
    cursor.execute(
        "select sum(pg_total_relation_size(relid)) from pg_partition_tree(%s)", [plain.RAW_TRADES]
    )
    sizes = {"raw trades": int(cursor.fetchone()[0])}
    for name, (schema, _) in project.relations().items():
        cursor.execute("select pg_total_relation_size(%s)", [f"{schema}.{name}"])
        sizes[name] = cursor.fetchone()[0]
    cursor.execute(
        "select relname, pg_total_relation_size(oid) from pg_class"
        " where relnamespace = to_regnamespace('bench_plain') and relkind = 'm'"
    )
    return sizes | {f"baseline A: {name}": size for name, size in cursor.fetchall()}


def _machine(cursor) -> dict:
    cursor.execute("select split_part(version(), ' ', 2)")
    (postgres,) = cursor.fetchone()
    return {
        "processor": _processor(), "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "load": os.getloadavg()[0], "system": platform.platform(terse=True),
        "postgres": postgres, "dbt-core": version("dbt-core"),
        "dbt-postgres": version("dbt-postgres"), "python": platform.python_version(),
    }  # fmt: skip


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:  # noqa: PTH123
            return next(
                line.split(":")[1].strip() for line in lines if line.startswith("model name")
            )
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
