"""What a night costs over a long history of bars."""

import json
import statistics
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tradehouse.bench import equality, history
from tradehouse.bench import server as bench_server
from tradehouse.bench.project import Project
from tradehouse.bench.report import size_name
from tradehouse.sample import loader
from tradehouse.server import Server

MARTS = ("data_coverage", "fct_daily_bars", "market_context_daily", "execution_quality")
LENGTHS = (0.25, 0.5, 1.0)
# A Monday, as in the other benchmark: every night adds a working day.
_ANCHOR = date(2026, 3, 2)
# Where the history is.
_FEEDS = ("swiftbolt_bars", "mastertrade_bars")
_YEARS, _PAIRS, _LATE, _NIGHTS = 16, 5, 20, 3
_SQL = Path(__file__).parent / "sql"


def run(home: Path, output: Path, bars: int, say: Callable[[str], None]) -> dict:
    """Measure nights over a quarter, half and all of a history, and a full rebuild of it.

    Args:
        home: Folder of the server and of what dbt writes; kept.
        output: Folder of bars.md and bars.json.
        bars: Bars of the whole history, about: half of them daily, half of a minute.
        say: Called with a line about each step.

    Returns:
        The results, as they are written to the JSON file.

    Raises:
        TradehouseError: A build failed.
    """
    server = bench_server.start(home, {})
    try:
        results = _measure(server, home, bars, say)
    finally:
        server.stop()
    output.mkdir(parents=True, exist_ok=True)
    (output / "bars.json").write_text(json.dumps(results, indent=1) + "\n")
    (output / "bars.md").write_text(page(results))
    say(f"Wrote {output / 'bars.md'}.")
    return results


def _measure(server: Server, home: Path, bars: int, say) -> dict:
    systems = list(loader.SYSTEMS)
    as_of = f"{_ANCHOR + timedelta(days=_NIGHTS)} 04:00:00+00"
    project = Project(server, home, as_of, marts=MARTS, systems=tuple(systems))
    lengths = []
    with closing(server.connect()) as connection:
        loader.create(connection, systems)
        mark = loader.fingerprint(42, 0.1, _ANCHOR)
        if not all(loader.is_filled(connection, system, mark) for system in systems):
            say("Filling the sample sources ...")
            loader.fill(connection, systems, seed=42, scale=0.1, anchor=_ANCHOR)
        for length in LENGTHS:
            rows = _set_length(connection, bars, length)
            say(f"{rows:,} bars: first build ...")
            first = project.build("--full-refresh")
            bench_server.vacuum(connection)
            for feed in _FEEDS:
                project.reconcile(feed)
            nights = []
            for number in range(_NIGHTS):
                added = _add_night(connection, bars, number)
                history.a_day_passes(connection)
                nights.append({"rows": added, **asdict(project.night())})
                say(f"  {added:,} new bars: SQL {nights[-1]['sql']:.1f} s")
            lengths.append({"rows": rows, "first": asdict(first), "nights": nights,
                            "night": _middle(nights)})  # fmt: skip
        say("Full rebuild ...")
        rebuild, found = equality.after_rebuild(connection, project)
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "bars": bars,
        "lengths": lengths, "rebuild": asdict(rebuild),
        "differing": sum(difference.exact for difference in found.values()),
    }  # fmt: skip


def _symbols(bars: int) -> int:
    """How many shares have the daily half of the bars, of 261 working days a year."""
    return max(_LATE, round(bars / 2 / (_YEARS * 261)))


def _execute(connection, name: str, **values) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        cursor.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8").format(**values))


def _set_length(connection, bars: int, length: float) -> int:
    """Make the newest share of the history, without a warehouse over it; returns its bars."""
    last_day = _ANCHOR - timedelta(days=1)
    _execute(
        connection, "bars", symbols=_symbols(bars), pairs=_PAIRS, last_day=last_day,
        first_day=_ANCHOR - timedelta(days=round(_YEARS * 365.25 * length)),
        first_minute_day=_ANCHOR - timedelta(days=max(1, round(bars / 2 / _PAIRS / 1440 * length))),
    )  # fmt: skip
    with connection, connection.cursor() as cursor:
        cursor.execute("set client_min_messages = warning")
        cursor.execute(f"drop schema if exists {', '.join(history.WAREHOUSE)} cascade")
    bench_server.vacuum(connection)
    return _bars(connection)


def _bars(connection) -> int:
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from raw_swiftbolt.ohlc_bars_v2)"
            " + (select count(*) from raw_mastertrade.market_data)"
        )
        return cursor.fetchone()[0]


def _add_night(connection, bars: int, number: int) -> int:
    before, day = _bars(connection), _ANCHOR + timedelta(days=number)
    _execute(
        connection, "bars_night", day=day, loaded_at=f"{day + timedelta(days=1)} 02:00:00+00",
        symbols=_symbols(bars), late=_LATE, pairs=_PAIRS,
    )  # fmt: skip
    return _bars(connection) - before


def _middle(nights: list[dict]) -> dict[str, float]:
    return {
        name: statistics.median(night[name] for night in nights)
        for name in ("rows", "sql", "tests", "wall")
    }


def page(results: dict) -> str:
    """The page in docs/benchmarks, ratios first."""
    lengths, rebuild = results["lengths"], results["rebuild"]
    first, whole = lengths[0], lengths[-1]
    growth = whole["night"]["sql"] / first["night"]["sql"]
    rows = [
        f"| {item['rows']:,} | {item['rows'] / first['rows']:.2f} |"
        f" {item['night']['sql'] / first['night']['sql']:.2f} | {item['night']['sql']:.1f} |"
        f" {item['night']['tests']:.1f} | {item['night']['wall']:.1f} |"
        f" {int(item['night']['rows']):,} | {item['first']['sql']:.1f} |"
        for item in lengths
    ]
    steps = list(whole["nights"][-1]["steps"].items())[:15]
    return "\n".join([
        f"# Benchmark, {size_name(results['bars'])} bars",
        "",
        f"Written by `tradehouse bench bars --bars {results['bars']}` on {results['made_at'][:10]}."
        " The sample of all five platforms, and beside it half of the bars daily ones of shares"
        " (swiftbolt), half of a minute (mastertrade). A night adds a day of both and late daily"
        f" bars of {_LATE} shares on three older days, then builds "
        + ", ".join(f"`{mart}`" for mart in MARTS)
        + " with all they read and their tests; medians of three nights.",
        "",
        f"- {whole['rows'] / first['rows']:.1f} times the history: a night takes **{growth:.2f}**"
        " times the SQL.",
        f"- A full rebuild takes {rebuild['sql'] / whole['night']['sql']:.1f} times the SQL of a"
        " night.",
        f"- {results['differing']} rows differ between what the nights left and the rebuild.",
        "",
        "| bars | times the bars | times the SQL | SQL s | tests s | wall s | new bars | first"
        " build, SQL s |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
        *rows,
        "",
        "## Steps of the last night",
        "",
        "| step | SQL s |",
        "|---|--:|",
        *(f"| `{name}` | {seconds:.2f} |" for name, seconds in steps),
    ]) + "\n"  # fmt: skip
