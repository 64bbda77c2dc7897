"""`tradehouse bench`: measure what a night costs, and what it would cost elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tradehouse.bench import bars_cost, dbt_cost, report
from tradehouse.bench import run as bench_run
from tradehouse.bench.plan import BASELINES, SECTIONS, Plan
from tradehouse.errors import TradehouseError
from tradehouse.paths import PROJECT_ROOT, checkout_id, state_root

_HOME = typer.Option(help="Folder of the benchmark's own server; it needs the disk space.")
_OUTPUT = typer.Option(help="Folder of the report.")


def make_app(explained: Callable, console: Console) -> typer.Typer:
    """The command with its subcommand.

    Args:
        explained: Decorator that turns known failures into a message.
        console: Where to print.
    """
    app = typer.Typer(rich_markup_mode="rich")

    @app.callback(invoke_without_command=True)
    @explained
    def bench(
        context: typer.Context,
        trades: Annotated[
            int, typer.Option(min=20_000, help="Closed trades of the history, about.")
        ] = 5_000_000,
        months: Annotated[int, typer.Option(min=4, max=36, help="Months of history.")] = 36,
        lengths: Annotated[
            str, typer.Option(help="Shares of the history that growth is measured at.")
        ] = "0.25,0.5,1",
        nights: Annotated[
            int, typer.Option(min=1, max=5, help="Nights at each length; the median counts.")
        ] = 3,
        late: Annotated[
            int, typer.Option(min=0, max=5000, help="Late rows in each of three older days.")
        ] = 300,
        only: Annotated[str, typer.Option(help=f"Measure only these: {', '.join(SECTIONS)}.")] = "",
        skip_baselines: Annotated[
            str, typer.Option(help="Leave these baselines out: a, b, c, d.")
        ] = "",
        tests: Annotated[bool, typer.Option(help="Run the data tests every night.")] = True,
        read_seconds: Annotated[
            float, typer.Option(min=0.1, help="How long each kind of read is repeated.")
        ] = 8.0,
        seed: Annotated[int, typer.Option(help="Same seed and options: same rows.")] = 42,
        keep: Annotated[
            bool, typer.Option("--keep", help="Keep the server: the next run uses its history.")
        ] = False,
        home: Annotated[Path | None, _HOME] = None,
        output: Annotated[Path | None, _OUTPUT] = None,
        server: Annotated[
            Path | None,
            typer.Option(help="Another PostgreSQL: the folder above its bin. Default: embedded."),
        ] = None,
        setting: Annotated[
            list[str] | None, typer.Option(help="Change a server setting: name=value.")
        ] = None,
    ) -> None:
        """Measure what a night costs, and what others pay for the same figures.

        Generates a prop firm's closed trades inside a server of its own, builds the performance
        marts, plays nights (one new day, late and corrected rows in three older days), rebuilds
        everything and compares, then lets plain materialized views, stock dbt and DuckDB compute
        the same, and reads. The report goes to docs/benchmarks.

        Needs on two cores, all sections, as estimated from smaller runs:

          5,000,000 trades    8 GB of disk, 4 GB of memory, half an hour

          20,000,000 trades   17 GB, 4 GB, an hour and a half

          81,000,000 trades   53 GB, 4 GB, some hours

        Examples:
          tradehouse bench --trades 1000000 --keep      a first look; the history stays

          tradehouse bench --trades 1000000 --keep --only reads     once more, only the reads

          tradehouse bench bars                         a night over a history of bars

          tradehouse bench dbt                          what dbt itself costs
        """
        if context.invoked_subcommand:
            return
        plan = Plan(
            trades=trades,
            home=(home or _default_home()).resolve(),
            output=(output or PROJECT_ROOT / "docs" / "benchmarks").resolve(),
            months=months,
            lengths=_shares(lengths),
            nights=nights,
            late_rows=late,
            seed=seed,
            only=_sections(only, skip_baselines),
            read_seconds=read_seconds,
            tests=tests,
            settings=dict(_pair(item) for item in setting or []),
            install=server,
        )
        try:
            with Progress(console=console, transient=True) as bar:
                task = bar.add_task("history", total=None)

                def progress(name: str, done: int, total: int) -> None:
                    bar.update(task, description=name, completed=done, total=total)

                def say(line: str) -> None:
                    bar.console.print(line, highlight=False, markup=False, soft_wrap=True)

                results = bench_run.run(plan, say, progress, keep=keep)
        except (TradehouseError, KeyboardInterrupt):
            console.print(
                f"What was made is left in {plan.home}: the same command goes on from there."
            )
            raise
        _print(console, results, plan)

    @app.command("dbt")
    @explained
    def dbt(
        runs: Annotated[int, typer.Option(min=1, help="Repetitions; the median counts.")] = 3,
        home: Annotated[Path | None, _HOME] = None,
        output: Annotated[Path | None, _OUTPUT] = None,
        note: Annotated[str, typer.Option(help="What this measurement is called.")] = "now",
    ) -> None:
        """Measure what dbt itself costs: start, parse, a 5-minute tier, the share of tests.

        Builds the sample sources of all five platforms on a server of its own, once, then repeats
        each command. Every call adds a column to docs/benchmarks/dbt.md, so that a change can be
        measured before and after it: `tradehouse bench dbt --note before`.
        """
        dbt_cost.run(
            home=(home or _default_home().with_name(_default_home().name + "-dbt")).resolve(),
            output=(output or PROJECT_ROOT / "docs" / "benchmarks").resolve(),
            runs=runs,
            note=note,
            say=lambda line: console.print(line, highlight=False, markup=False, soft_wrap=True),
        )

    @app.command("bars")
    @explained
    def bars(
        bars: Annotated[
            int, typer.Option(min=20_000, help="Bars of the history, about.")
        ] = 4_000_000,
        home: Annotated[Path | None, _HOME] = None,
        output: Annotated[Path | None, _OUTPUT] = None,
    ) -> None:
        """Measure what a night costs over a history of bars, a quarter, half and all of it.

        Generates daily bars of shares and one-minute bars of pairs beside the sample sources, on a
        server of its own, plays nights with their tests, then rebuilds everything and compares. The
        report is docs/benchmarks/bars.md. Four million bars take 7 GB of disk and 15 minutes.
        """
        bars_cost.run(
            home=(home or _default_home().with_name(_default_home().name + "-bars")).resolve(),
            output=(output or PROJECT_ROOT / "docs" / "benchmarks").resolve(),
            bars=bars,
            say=lambda line: console.print(line, highlight=False, markup=False, soft_wrap=True),
        )

    return app


def _default_home() -> Path:
    return state_root() / f"{checkout_id()}-bench"


def _shares(text: str) -> tuple[float, ...]:
    try:
        shares = sorted({float(share) for share in text.split(",")} | {1.0})
    except ValueError:
        shares = [0.0]
    if not 0 < shares[0] <= shares[-1] <= 1:
        raise TradehouseError(
            f"{text} are no shares.", "give numbers up to 1: --lengths 0.25,0.5,1"
        )
    return tuple(shares)


def _sections(only: str, skip: str) -> tuple[str, ...]:
    chosen = [name.strip() for name in only.split(",") if name.strip()] or list(SECTIONS)
    left_out = [name.strip().lower() for name in skip.split(",") if name.strip()]
    unknown = (set(chosen) - set(SECTIONS)) | (set(left_out) - set(BASELINES))
    if unknown:
        raise TradehouseError(
            f"There is nothing called {', '.join(sorted(unknown))} to measure.",
            f"choose from {', '.join(SECTIONS)}",
        )
    return tuple(name for name in SECTIONS if name in chosen and name not in left_out)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise TradehouseError(f"{item} is no setting.", "write name=value: --setting work_mem=32MB")
    return name.strip(), value.strip()


def _print(console: Console, results: dict, plan: Plan) -> None:
    ratios = Table("", "times a night's SQL", "seconds", title="What a night costs")
    for line in report.ratio_lines(results):
        ratios.add_row(*line)
    bars = Table("bar", "measured", "asked", "")
    for line in report.bar_lines(results):
        bars.add_row(*line)
    console.print(ratios, bars)
    for name, why in report.skipped(results):
        console.print(f"Not measured: {name}: {why}", highlight=False, markup=False)
    page = plan.output / f"{report.size_name(plan.trades)}.md"
    console.print(f"Wrote {page}, with a chart and the numbers as JSON beside it.", highlight=False)
