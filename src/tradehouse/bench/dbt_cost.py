"""What dbt itself costs beside the work of PostgreSQL: start, parse, a small tier, tests."""

import json
import statistics
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from tradehouse.bench.project import Dbt
from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

_ANCHOR = date(2026, 3, 2)
_HEAD = """\
# What dbt itself costs

Written by `tradehouse bench dbt`. All five platforms with their sample rows, so that PostgreSQL has
next to nothing to do. Seconds, medians; *SQL* is what PostgreSQL took of it, statements of parallel
models added up.
"""


def run(home: Path, output: Path, runs: int, note: str, say: Callable[[str], None]) -> dict:
    """Measure each command and add a column to the page.

    Args:
        home: Folder of the server and of what dbt writes; kept.
        output: Folder of dbt.md and dbt.json.
        runs: Repetitions; the median counts.
        note: Name of the column.
        say: Called with a line about each step.

    Returns:
        The measurement.

    Raises:
        TradehouseError: A command failed.
    """
    server = Server(home=home, install=wheel_install())
    server.start()
    try:
        measured = _measure(server, home, runs, say)
    finally:
        server.stop()
    file = output / "dbt.json"
    kept = json.loads(file.read_text()) if file.exists() else []
    kept = [item for item in kept if item["note"] != note]
    kept.append({"note": note, "date": str(datetime.now(UTC).date()), "seconds": measured})
    output.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, indent=1) + "\n")
    (output / "dbt.md").write_text(_page(kept))
    say(f"Wrote {output / 'dbt.md'}.")
    return measured


def _measure(server: Server, home: Path, runs: int, say) -> dict[str, float]:
    systems = list(loader.SYSTEMS)
    mark = loader.fingerprint(42, 0.1, _ANCHOR)
    with closing(server.connect()) as connection:
        loader.create(connection, systems)
        if not all(loader.is_filled(connection, system, mark) for system in systems):
            say("Filling the sample sources ...")
            loader.fill(connection, systems, seed=42, scale=0.1, anchor=_ANCHOR)
    dbt = Dbt(server, home / "dbt", PROJECT_ROOT, {"as_of": f"{_ANCHOR} 00:00:00+00"})
    say("First build, not measured ...")
    dbt.run("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    commands = {
        "parse, everything": ("parse", "--no-partial-parse"),
        "parse, nothing changed": ("parse",),
        "5-minute tier": ("build", "--selector", "every_5_minutes"),
        "15-minute tier": ("build", "--selector", "every_15_minutes"),
        "nightly without tests":
            ("build", "--exclude", "resource_type:test", "resource_type:unit_test"),
        "nightly": ("build", "--exclude", "resource_type:unit_test"),
    }  # fmt: skip
    measured: dict[str, float] = {}
    for name, arguments in commands.items():
        found = [asdict(dbt.run(*arguments)) for _ in range(runs)]
        middle = {
            key: statistics.median(item[key] for item in found) for key in ("wall", "sql", "tests")
        }
        measured[f"{name}: wall"] = middle["wall"]
        if arguments[0] == "build":
            measured[f"{name}: SQL of models and hooks"] = middle["sql"]
            measured[f"{name}: nodes"] = sum(found[-1]["counts"].values())
        if middle["tests"]:
            measured[f"{name}: SQL of tests"] = middle["tests"]
        say(f"{name}: {middle['wall']:.1f} s")
    nightly, bare = measured["nightly: wall"], measured["nightly without tests: wall"]
    measured["share of tests in a nightly run, per cent"] = 100 * (nightly - bare) / nightly
    return {name: round(value, 2) for name, value in measured.items()}


def _page(kept: list[dict]) -> str:
    names = list(dict.fromkeys(name for item in kept for name in item["seconds"]))
    head = "| | " + " | ".join(f"{item['note']} ({item['date']})" for item in kept) + " |"
    rows = [
        f"| {name} | " + " | ".join(f"{item['seconds'].get(name, ''):}" for item in kept) + " |"
        for name in names
    ]
    return "\n".join([_HEAD, head, "|---|" + "--:|" * len(kept), *rows]) + "\n"
