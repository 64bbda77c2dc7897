"""What a run found: bars, a table for the terminal, a JSON file and a page with a chart."""

import json
from pathlib import Path

from tradehouse.bench import chart
from tradehouse.bench.reads import CLIENTS, PAGE

_MEMORY_LIMIT = 4 * 1024**3
_OURS = ("nights", "rebuild", "reads")
_BASELINES = {
    "a": "A: materialized views over raw, refreshed",
    "b": "B: stock dbt `table` models over raw",
    "c": "C: DuckDB over parquet, everything",
    "d": "D: TimescaleDB continuous aggregates",
}


def found(results: dict, section: str):
    """What a section found, None when it was not measured."""
    return results.get("sections", {}).get(section, {}).get("found")


def bars(results: dict) -> list[dict]:
    """Each bar the project sets itself, what was measured, and whether it holds."""
    made = []

    def bar(name: str, value, limit, at_least: bool, unit: str = "x") -> None:
        holds = None if value is None or limit is None else (
            value >= limit if at_least else value <= limit)  # fmt: skip
        made.append({"name": name, "value": value, "limit": limit, "unit": unit,
                     "at_least": at_least, "holds": holds})  # fmt: skip

    nights, a, rebuild = (found(results, name) for name in ("nights", "a", "rebuild"))
    night = nights[-1]["night"] if nights else None
    rows = nights[-1]["rows"] if nights else 0
    if night and a:
        limit = 50 if rows >= 60e6 else 6 if rows >= 4.5e6 else None
        bar("one refresh of baseline A / SQL of a night", a["seconds"] / night["sql"], limit, True)
        tested = night["sql"] + night["tests"]
        bar("the same, with the SQL of the night's tests", a["seconds"] / tested, None, True)
        # A's statements follow each other: what it took is what the server was busy for.
        bar("one refresh of baseline A / a night, server busy", a["seconds"] / night["busy"], None,
            True)  # fmt: skip
    if nights and len(nights) > 1:
        shortest = nights[0]
        bar(
            f"SQL of a night, {rows / shortest['rows']:.1f} times the history / the shortest",
            night["sql"] / shortest["night"]["sql"], 1.25, False,
        )  # fmt: skip
    if rebuild and a:
        bar("full rebuild / one refresh of baseline A", rebuild["busy"] / a["seconds"], 0.75, False)
    reads = (found(results, "reads") or {}).get("marts", {})
    for clients in CLIENTS if reads else ():
        who = f"{clients} client{'s' if clients > 1 else ''}"
        page, point = reads[PAGE][str(clients)], reads["point"][str(clients)]
        bar(f"page of five queries, p95, {who}", page["p95"], 5, False, "ms")
        bar(f"point read, p95, {who}", point["p95"], 1, False, "ms")
    same = found(results, "equality")
    if same:
        bar("rows where nights and recompute differ", sum(d["exact"] for d in same.values()), 0,
            False, "rows")  # fmt: skip
    peaks = [size for phase, size in results.get("memory", {}).items() if phase in _OURS]
    if peaks:
        bar("most memory of the server", max(peaks) / 2**30, _MEMORY_LIMIT / 2**30, False, "GB")
    return made


def bar_lines(results: dict) -> list[tuple[str, str, str, str]]:
    """The bars as text: name, measured, bar, whether it holds."""
    lines = []
    for bar in results["bars"]:
        limit = "no bar"
        if bar["limit"] is not None:
            side = "at least" if bar["at_least"] else "at most"
            limit = f"{side} {_number(bar['limit'])} {bar['unit']}"
        holds = {True: "holds", False: "DOES NOT HOLD", None: "-"}[bar["holds"]]
        lines.append((bar["name"], f"{_number(bar['value'])} {bar['unit']}", limit, holds))
    return lines


def ratio_lines(results: dict) -> list[tuple[str, str, str]]:
    """Every side beside the SQL of a night: name, times a night, seconds."""
    nights = found(results, "nights")
    if not nights:
        return []
    night = nights[-1]["night"]
    lines = [("a night: SQL of models and hooks", night["sql"])]
    lines += [("a night: SQL of its tests", night["tests"])] if night["tests"] else []
    lines += [
        ("a night: server busy with models and hooks", night["busy"]),
        ("a night: models, dbt's own work included", night["models"]),
        ("a night: whole `dbt build`, on the clock", night["wall"]),
    ]
    if "compared" in nights[-1]:
        seconds = nights[-1]["compared"]["sql"]
        lines.append(("comparing all history once, before the nights", seconds))
    rebuild = found(results, "rebuild")
    if rebuild:
        lines.append(("full rebuild, server busy", rebuild["busy"]))
        lines.append(("full rebuild: whole `dbt build`, on the clock", rebuild["wall"]))
    for key, name in _BASELINES.items():
        side = found(results, key)
        if side and "seconds" in side:
            lines.append((name, side["seconds"]))
    floors = found(results, "floors")
    if floors:
        lines.append(("floor: one parallel scan of all raw trades", floors["raw"]))
        lines.append(("floor: one scan of the largest month", floors["partition"]))
    return [(name, f"{value / night['sql']:.2f}", f"{value:.2f}") for name, value in lines]


def skipped(results: dict) -> list[tuple[str, str]]:
    """Baselines that were not measured, and why."""
    sides = {name: found(results, key) for key, name in _BASELINES.items()}
    return [
        (name, side["skipped"] if side else "not asked for")
        for name, side in sides.items()
        if not side or "skipped" in side
    ]


def write(results: dict, output: Path) -> Path:
    """Write the JSON file, the chart and the page; returns the page."""
    output.mkdir(parents=True, exist_ok=True)
    name = size_name(results["plan"]["trades"])
    (output / f"{name}.json").write_text(json.dumps(results, indent=1, default=str) + "\n")
    (output / f"{name}.svg").write_text(_chart(results))
    page = output / f"{name}.md"
    page.write_text(_page(results, name))
    return page


def size_name(trades: int) -> str:
    """5000000 is 5M, 200000 is 200k."""
    return f"{trades / 1e6:g}M" if trades >= 1e6 else f"{trades / 1e3:g}k"


def _number(value) -> str:
    if value is None:
        return "-"
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if value >= 100 else f"{value:.2f}"


def _chart(results: dict) -> str:
    lines = [(name, float(seconds)) for name, _, seconds in ratio_lines(results)]
    growth = [(item["rows"], item["night"]["sql"]) for item in found(results, "nights") or []]
    return chart.draw(lines, growth)


def _table(head: list[str], rows, right: int = 1) -> str:
    """A Markdown table; the columns from `right` on are numbers."""
    rule = "|".join("---" if number < right else "--:" for number in range(len(head)))
    lines = ["| " + " | ".join(head) + " |", f"|{rule}|"]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def _page(results: dict, name: str) -> str:
    nights = found(results, "nights") or []
    parts = [
        f"# Benchmark, {name} trades",
        f"Written by `make bench TRADES={results['plan']['trades']}` on {results['made_at'][:10]}."
        " Every time below was measured in that run, on one server, one set of settings and the"
        " same rows, unless a section says another date.",
        "## Bars",
        _table(["bar", "measured", "asked", ""], bar_lines(results), 4),
    ]
    ratios = ratio_lines(results)
    if ratios:
        parts += [
            "## Times a night",
            f"One night: {int(nights[-1]['night']['rows']):,} new rows, one new day and"
            f" {results['plan']['late_rows']} late or corrected rows in each of three older days"
            f" ({', '.join(map(str, results['plan']['late_by_days']))} days before), over"
            f" {nights[-1]['rows']:,} trades of {nights[-1]['accounts']:,} accounts.",
            f"![chart]({name}.svg)",
            _table(["", "times a night's SQL", "seconds"], ratios),
            "A night is the median of"
            f" {len(nights[-1]['nights'])}. *SQL* is what PostgreSQL took for every statement that"
            " dbt sent, as dbt's log has it, added up over all models and hooks, although some of"
            " them ran side by side. *Server busy* is the time of the clock in which at least one"
            " of these statements ran. Before the first night all history was compared with its raw"
            " rows once, as it is by and by in the first 37 nights: since then only days that are"
            " others are worked out again. A baseline is the sum of its statements, one after the"
            " other. None of the baselines tests, quarantines or keeps readers reading.",
        ]
        parts += [f"Not measured: {side}: {why}." for side, why in skipped(results)]
    if len(nights) > 1:
        parts += ["## Growth", "The same nights over more history.", _growth(nights)]
    if nights:
        parts += ["## Steps of the last night", _steps(nights[-1]["nights"][-1])]
    parts += _comparisons(results)
    parts += _reads(results)
    parts += _places(results)
    parts += ["## Machine and settings", _settings(results)]
    return "\n\n".join(parts) + "\n"


def _growth(nights: list[dict]) -> str:
    first = nights[0]
    return _table(
        ["trades", "times the rows", "times the SQL", "SQL s", "tests s", "wall s", "new rows"],
        [
            (f"{item['rows']:,}", f"{item['rows'] / first['rows']:.2f}",
             f"{item['night']['sql'] / first['night']['sql']:.2f}", f"{item['night']['sql']:.2f}",
             f"{item['night']['tests']:.2f}", f"{item['night']['wall']:.1f}",
             f"{int(item['night']['rows']):,}")
            for item in nights
        ], 0,
    )  # fmt: skip


def _steps(night: dict) -> str:
    dear = [(step, seconds) for step, seconds in night["steps"].items() if seconds >= 0.05][:15]
    rest = night["sql"] - sum(seconds for _, seconds in dear)
    rows = [(f"`{step}`", f"{seconds:.2f}") for step, seconds in dear]
    notes = "\n\n".join(night["notes"])
    steps = _table(["step", "SQL s"], [*rows, ("all others", f"{rest:.2f}")])
    return f"{steps}\n\n{notes}" if notes else steps


def _comparisons(results: dict) -> list[str]:
    parts = []
    same = found(results, "equality")
    if same:
        parts += [
            "## The same as a recompute",
            "After the nights everything was rebuilt with `--full-refresh` and compared by EXCEPT"
            " ALL both ways, without `as_of` and `refreshed_at`. The last column leaves out numbers"
            " that differ by less than a billionth of themselves.",
            _table(["relation", "rows", "differ", "beyond rounding"],
                   [(f"`{n}`", f"{d['rows']:,}", d["exact"], d["beyond_rounding"])
                    for n, d in same.items()]),
        ]  # fmt: skip
    a = found(results, "a")
    if a:
        parts += [
            "## The same as baseline A",
            _table(["", "rows", "on one side only", "columns", "worst relative difference"],
                   [(n, f"{d['rows']:,}", d["unmatched"], d["columns"], f"{d['worst']:.1e}")
                    for n, d in a["agreement"].items()]),
        ]  # fmt: skip
    return parts


def _reads(results: dict) -> list[str]:
    reads = found(results, "reads")
    if not reads:
        return []
    rows = []
    for kind in reads["marts"]:
        for clients in map(str, CLIENTS):
            ours, raw = reads["marts"][kind][clients], reads["raw"].get(kind, {}).get(clients)
            cells = [_number(ours["p50"]), _number(ours["p95"]), f"{ours['reads']:,}"]
            cells += (
                [_number(raw["p50"]), _number(raw["p95"]), raw["reads"]] if raw else ["", "", ""]
            )
            rows.append((kind, clients, *cells))
    return [
        "## Reads",
        "Milliseconds from sending a prepared statement to having its rows, as pgbench logs them;"
        " each client asks again as soon as it has its answer. *Raw*: the same question asked of"
        " the raw trades, without leaving out copies and without ratios.",
        _table(["read", "clients", "p50", "p95", "reads", "raw p50", "raw p95", "raw reads"], rows),
    ]


def _places(results: dict) -> list[str]:
    parts = []
    sizes = found(results, "sizes")
    if sizes:
        rows = [(f"`{n}`", f"{size / 1e6:,.1f}") for n, size in sizes.items() if size >= 1e5]
        parts += ["## Disk", _table(["relation, with indexes", "MB"], rows)]
    if results.get("memory"):
        rows = [(n, f"{size / 2**30:.2f}") for n, size in results["memory"].items()]
        parts += [
            "## Memory",
            "The most that all processes of the server took together, shared pages counted once.",
            _table(["during", "GB"], rows),
        ]
    return parts


def _settings(results: dict) -> str:
    rows = {**results["machine"], **results["settings"]}
    rows["memory_bytes"] = f"{rows['memory_bytes'] / 2**30:.1f} GB"
    made = found(results, "history")
    rows["history generated"] = (
        f"{made['rows']:,} trades, {made['loader_seconds']:.0f} s of two loaders"
    )
    return _table(["", ""], rows.items(), 2)
