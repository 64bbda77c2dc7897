"""The command line: what dbt cannot do itself."""

import time
from collections import Counter
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import wraps
from typing import Annotated

import psycopg2
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tradehouse import demo as demo_run
from tradehouse import profile
from tradehouse.bench.command import make_app as make_bench
from tradehouse.errors import TradehouseError
from tradehouse.sample import faults, loader
from tradehouse.server import DATABASE, SUPERUSER, Server

app = typer.Typer(
    help=(
        "Tradehouse: a dbt analytics warehouse for trading platforms on PostgreSQL.\n\n"
        "This command starts the embedded PostgreSQL and fills sample sources. Models are built"
        " with dbt itself: [bold]dbt build[/bold], [bold]dbt docs serve[/bold]."
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
console = Console()
errors = Console(stderr=True)


class SampleAction(StrEnum):
    """What `tradehouse sample` does."""

    fill = "fill"
    create = "create"
    empty = "empty"
    checksum = "checksum"
    drop = "drop"
    break_ = "break"


def _explained(command):
    """Turn a known failure into one clear message and exit code 1."""

    @wraps(command)
    def run(*arguments, **options):
        try:
            return command(*arguments, **options)
        except TradehouseError as error:
            failure = error
        except psycopg2.Error as error:
            failure = _explain_database_error(error)
        for label, text in (
            ("[bold red]Error:[/bold red]", failure.problem),
            ("[bold]Next step:[/bold]", failure.next_step),
        ):
            errors.print(label, escape(text), highlight=False, soft_wrap=True)
        raise typer.Exit(1)

    return run


def _explain_database_error(error: psycopg2.Error) -> TradehouseError:
    if isinstance(error, psycopg2.errors.DiskFull):
        return TradehouseError(
            f"The server's disk is full: {error.diag.message_primary}.",
            "free some space, then run the same command again",
        )
    if error.pgcode is None or error.pgcode.startswith(("08", "57P")):
        return TradehouseError(
            f"The server went away: {str(error).strip()}",
            "start it with `tradehouse up`, then run the same command again",
        )
    return TradehouseError(
        f"The server refused a statement: {str(error).strip()}",
        "if sample tables were changed or are of an older version, `tradehouse sample drop` and"
        " run the same command again",
    )


def _say(*words: str) -> None:
    """Print a line as it is: nothing is marked up, and nothing is wrapped when piped."""
    console.print(*words, highlight=False, markup=False, soft_wrap=True)


def _running_server() -> Server:
    server = Server.embedded()
    if not server.is_running():
        raise TradehouseError(
            "The embedded PostgreSQL is not running.", "start it with `tradehouse up`"
        )
    return server


@app.command()
@_explained
def up(
    tcp: Annotated[
        int | None,
        typer.Option(
            "--tcp",
            metavar="PORT",
            min=1024,
            max=65535,
            help="Also listen on this port of 127.0.0.1. A password is made and printed once.",
        ),
    ] = None,
) -> None:
    """Start the embedded PostgreSQL 18 of this checkout, or say that it is running.

    The server listens on a unix socket in a private folder; only you can connect. It stays up
    until `tradehouse down`. Each checkout has a server of its own.
    """
    server = Server.embedded()
    started = server.start(tcp)
    profile.write(server)
    _say("Started." if started else "Already running.", server.url())
    if tcp:
        password = server.set_password()
        _say(f"TCP: host 127.0.0.1, port {tcp}, database {DATABASE}, user {SUPERUSER}")
        if password:
            _say(f"Password (shown only now): {password}")
        else:
            _say(
                "The password was shown when it was made."
                " A new one: psql \"$(tradehouse url)\" -c '\\password'"
            )


@app.command()
@_explained
def down(
    destroy: Annotated[
        bool, typer.Option(help="Delete the server's folder with all its data as well.")
    ] = False,
) -> None:
    """Stop the embedded PostgreSQL; its data stays unless --destroy is given."""
    server = Server.embedded()
    if destroy:
        server.destroy()
        _say("Stopped and deleted.")
    else:
        _say("Stopped." if server.stop() else "It was not running.")


@app.command()
@_explained
def url() -> None:
    """Print the libpq URL of the embedded server and nothing else: psql "$(tradehouse url)"."""
    print(_running_server().url())


@app.command()
@_explained
def sample(
    action: Annotated[
        SampleAction,
        typer.Argument(
            help=(
                "fill: create what is missing and replace all rows. create: tables only."
                " empty: delete the rows. checksum: rows and a checksum per table."
                " break: insert random bad rows into tables without constraints."
                " drop: remove the schemas and every view that reads them."
            )
        ),
    ] = SampleAction.fill,
    systems: Annotated[
        str, typer.Option(help="Comma-separated systems; default all five.")
    ] = ",".join(loader.SYSTEMS),
    scale: Annotated[
        float, typer.Option(min=0.001, help="1 is the demo: about 300,000 rows in all.")
    ] = 1.0,
    seed: Annotated[int, typer.Option(help="Same seed, scale and anchor: same rows.")] = 42,
    anchor: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The history ends at 00:00 UTC of this day; default today."
        ),
    ] = None,
    lax: Annotated[
        bool, typer.Option("--lax", help="Create the tables without constraints, as replicas are.")
    ] = False,
    rows: Annotated[int, typer.Option(min=1, help="How many bad rows `break` inserts.")] = 100,
    rule: Annotated[
        str, typer.Option(help="`break` only this rule, as [table.]rule of the staging models.")
    ] = "",
) -> None:
    """Create, fill, empty, check, break or drop the sample sources: raw_swiftbolt, ...

    Examples:
      tradehouse sample --scale 0.1                 a tenth of the demo

      tradehouse sample create --lax                empty tables without constraints

      tradehouse sample checksum --systems schwab   compare two machines

      tradehouse sample break --rows 50             50 bad rows that quarantine must catch
    """
    chosen = loader.check_systems([name.strip() for name in systems.split(",") if name.strip()])
    connection = _running_server().connect()
    try:
        if action is SampleAction.drop:
            loader.drop(connection, chosen)
            _say(f"Dropped {', '.join(chosen)}.")
            return
        if action in (SampleAction.create, SampleAction.fill):
            loader.create(connection, chosen, lax=lax)
        if action is SampleAction.empty:
            loader.empty(connection, chosen)
        if action is SampleAction.fill:
            _fill(connection, chosen, seed, scale, anchor.date() if anchor else None)
        if action is SampleAction.break_:
            _break(connection, chosen, rows, seed, rule)
        elif action is SampleAction.checksum:
            _print_checksums(connection, chosen)
        else:
            _print_row_counts(connection, chosen)
    finally:
        connection.close()


def _fill(connection, chosen: list[str], seed: int, scale: float, anchor: date | None) -> None:
    began = time.monotonic()
    with console.status("Filling") as status:
        loader.fill(
            connection,
            chosen,
            seed=seed,
            scale=scale,
            anchor=anchor,
            report=lambda system: status.update(f"Filling {system}"),
        )
    _say(f"Filled {', '.join(chosen)} in {time.monotonic() - began:.1f} s.")


def _break(connection, chosen: list[str], rows: int, seed: int, rule: str) -> None:
    broken = Counter(
        (fault.system, fault.guards, fault.rule)
        for fault in faults.inject_random(connection, chosen, rows=rows, seed=seed, rule=rule)
    )
    table = Table("system", "table", "rule", "bad rows")
    for names, count in sorted(broken.items()):
        table.add_row(*names, str(count))
    console.print(table)
    _say("See what catches them: dbt build, then select * from quarantine.rejected_rows.")


def _print_row_counts(connection, chosen: list[str]) -> None:
    table = Table("table", "rows")
    for system in chosen:
        for name, rows in loader.row_counts(connection, system).items():
            table.add_row(f"{loader.schema_of(system)}.{name}", f"{rows:,}")
    console.print(table)


def _print_checksums(connection, chosen: list[str]) -> None:
    """One plain line per table, which `diff` can compare."""
    for system in chosen:
        for name, (rows, checksum) in loader.checksums(connection, system).items():
            print(f"{loader.schema_of(system)}.{name} {rows} {checksum}")


@app.command()
@_explained
def demo(
    scale: Annotated[float, typer.Option(min=0.001, help="Size of the sample sources.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Same seed, scale and day: same rows.")] = 42,
) -> None:
    """Bring up everything: server, sample sources of five systems, dbt build, and a summary.

    A second call reuses the running server and the rows it finds, and refreshes the marts.
    """
    demo_run.run(console, scale=scale, seed=seed, anchor=datetime.now(UTC).date())


app.add_typer(make_bench(_explained, console), name="bench")


def main() -> None:
    """Entry point of the command."""
    app(prog_name="tradehouse")
