"""A prop firm's history of closed trades, drawn inside the server, month by month."""

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from psycopg2 import sql

from tradehouse.bench.plan import ANCHOR, LATE_BY_DAYS, Plan
from tradehouse.sample import loader
from tradehouse.server import Server

_SQL = Path(__file__).parent / "sql"
_RAW = "raw_daily_profit"
# The schemas that a build makes.
WAREHOUSE = (
    "marts", "intermediate", "staging", "seeds", "quarantine", "history", "functions", "private",
)  # fmt: skip
_LOADERS = 2
# One trade in 200 is sent again half an hour later.
_COPIED = "abs(hashint8(id)) % 200 = 5"
_ACTIVE = """
    select account.n, days.day, trade.k
    from (select moment::date as day from generate_series('{first}'::timestamp, '{last}', '1 day')
        as generated (moment)) as days
    join bench.accounts as account on days.day between account.first_day and account.last_day
    cross join lateral (
        select hashint8extended(
            (days.day - date '2000-01-01') * 4194304::bigint + account.n, {seed}
        ) & 9223372036854775807 as draw
    ) as drawn
    cross join lateral generate_series(1, 4 + ((drawn.draw >> 10) & 1023) % 37) as trade (k)
    where drawn.draw & 1023 < case when extract(isodow from days.day) < 6 then 820 else 40 end
"""
_LATE = """
    select account.n, date '{day}' as day, late.k
    from bench.accounts as account
    cross join generate_series(41, 63) as late (k)
    where date '{day}' between account.first_day and account.last_day
    order by hashint8extended(account.n * 64 + late.k, {seed}), account.n
    limit {rows}
"""


def _read(name: str, **values) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8").format(**values)


def _digest() -> str:
    digest = hashlib.sha256(_ACTIVE.encode())
    for name in ("setup", "trades", "copies"):
        digest.update((_SQL / f"{name}.sql").read_bytes())
    return f"benchmark fill={digest.hexdigest()[:12]}"


def mark(plan: Plan) -> str:
    """What a generated history is known by: equal marks, equal rows."""
    return (
        f"{_digest()} accounts={plan.accounts} seed={plan.seed} {plan.first_day}..{plan.last_day}"
    )


def make(server: Server, plan: Plan, report: Callable[[str, int, int], None]) -> dict:
    """Generate what is missing of the history; a run that was stopped goes on where it was.

    Args:
        server: The benchmark's server.
        plan: The options.
        report: Called after each month with its name, the months done and those there are.

    Returns:
        Rows, accounts, days and seconds.
    """
    with closing(server.connect()) as connection:
        if _mark_found(connection) != mark(plan):
            _begin(connection, plan)
        _attach_all(connection)
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "select first_day, partition_name from bench.months where seconds is null"
            )
            missing = cursor.fetchall()
            cursor.execute("select count(*) from bench.months")
            (total,) = cursor.fetchone()

    def load(month: tuple[date, str]) -> str:
        with closing(server.connect()) as own:
            _load_month(own, plan, *month)
        return month[1]

    with ThreadPoolExecutor(_LOADERS) as pool:
        for done, name in enumerate(pool.map(load, sorted(missing, reverse=True)), 1):
            report(name, total - len(missing) + done, total)
    with closing(server.connect()) as connection:
        _attach_all(connection)
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "select sum(row_count)::bigint, sum(seconds), (select count(*) from bench.accounts)"
                " from bench.months"
            )
            rows, seconds, accounts = cursor.fetchone()
    return {"rows": rows, "accounts": accounts, "loader_seconds": round(seconds, 1)}


def a_day_passes(connection) -> None:
    """For the share of history that a night compares, whose turn comes by the machine's clock."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "update private.reconcile_positions set moved_at = moved_at - interval '1 day'"
        )


def set_length(connection, plan: Plan, length: float) -> dict:
    """Show the newest share of the history and take back what earlier nights added.

    Older partitions are set aside, not deleted. The warehouse goes: it remembers rows newer than
    those of the next nights, and facts keep the days of partitions that are gone.

    Returns:
        The rows, accounts and account-days that are there now.
    """
    first_day = plan.first_day_of(length)
    _attach_all(connection)
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"delete from {_RAW}.raw_trades_closed"
            " where ingestion_timestamp > %s::date + time '12:00'",
            [ANCHOR],
        )
        cursor.execute("select partition_name from bench.months where first_day < %s", [first_day])
        for (name,) in cursor.fetchall():
            cursor.execute(
                f"alter table {_RAW}.raw_trades_closed detach partition {_RAW}.{name};"
                f"alter table {_RAW}.{name} set schema bench_aside"
            )
        cursor.execute(_read("accounts", first_day=first_day, last_day=plan.last_day))
        cursor.execute("set client_min_messages = warning")
        cursor.execute(f"drop schema if exists {', '.join(WAREHOUSE)} cascade")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"vacuum (analyze) {_RAW}.raw_trades_closed")
    connection.autocommit = False
    with connection, connection.cursor() as cursor:
        cursor.execute(f"select count(distinct account_id) from {_RAW}.raw_accounts_data")
        (accounts,) = cursor.fetchone()
        cursor.execute(
            "select coalesce(sum(row_count), 0)::bigint from bench.months where first_day >= %s",
            [first_day],
        )
        (rows,) = cursor.fetchone()
    return {"length": length, "first_day": str(first_day), "rows": rows, "accounts": accounts}


def add_night(connection, plan: Plan, night: int) -> int:
    """Load one new day and late rows of three older days; returns how many rows.

    A third of the late rows are trades sent again, half of these with another profit.

    Args:
        connection: An open connection.
        plan: The options.
        night: 1 is the first night.
    """
    day = ANCHOR + timedelta(days=night - 1)
    target = f"{_RAW}.raw_trades_closed"
    rows = 0
    loaded = f"date '{day + timedelta(days=1)}' + time '02:20'"
    with connection, connection.cursor() as cursor:
        cursor.execute(
            _read("trades", target=target, seed=plan.seed, late_by="0 seconds",
                  driver=_ACTIVE.format(first=day, last=day, seed=plan.seed))
        )  # fmt: skip
        rows += cursor.rowcount
        copies = plan.late_rows // 3
        for late_by in LATE_BY_DAYS:
            late_day = day - timedelta(days=late_by)
            late = _LATE.format(day=late_day, rows=plan.late_rows - copies, seed=plan.seed)
            cursor.execute(
                _read("copies", target=target, loaded=loaded,
                      source=target,
                      chosen=f"trade_date = '{late_day}' and id in (select id from {target}"
                             f" where trade_date = '{late_day}' and not {_COPIED}"
                             f" order by hashint8(id), id limit {copies})")
            )  # fmt: skip
            rows += cursor.rowcount
            cursor.execute(
                _read("trades", target=target, seed=plan.seed, driver=late,
                      late_by=f"{late_by} days")
            )  # fmt: skip
            rows += cursor.rowcount
    return rows


def _mark_found(connection) -> str | None:
    with connection, connection.cursor() as cursor:
        cursor.execute("select obj_description(to_regnamespace('bench'), 'pg_namespace')")
        return cursor.fetchone()[0]


def _begin(connection, plan: Plan) -> None:
    """Make empty raw tables and the accounts; whatever was there goes."""
    with connection, connection.cursor() as cursor:
        cursor.execute("set client_min_messages = warning")
        cursor.execute("drop schema if exists bench, bench_aside cascade")
    loader.drop(connection, ["daily_profit"])
    loader.create(connection, ["daily_profit"])
    with connection, connection.cursor() as cursor:
        cursor.execute(
            _read("setup", seed=plan.seed, accounts=plan.accounts, first_day=plan.first_day,
                  last_day=plan.last_day)
        )  # fmt: skip
        cursor.execute(
            "insert into bench.months (first_day, partition_name)"
            " select month::date, 'raw_trades_closed_' || to_char(month, 'YYYY_MM')"
            " from generate_series(%s::timestamp, %s::timestamp, interval '1 month') as month",
            [plan.first_day, ANCHOR],
        )
        cursor.execute(sql.SQL("comment on schema bench is {}").format(sql.Literal(mark(plan))))


def _load_month(connection, plan: Plan, first_day: date, name: str) -> None:
    """Fill one month in a table of its own, index it, and record it.

    It is made in the transaction that fills it, so that nothing of it goes through the WAL, and is
    attached later.
    """
    began = time.monotonic()
    next_month = (first_day + timedelta(days=32)).replace(day=1)
    last = min(next_month, ANCHOR) - timedelta(days=1)
    aside = f"bench_aside.{name}"
    with connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'; set client_min_messages = warning")
        cursor.execute(
            f"drop table if exists {aside};"
            f"create table {aside} (like {_RAW}.raw_trades_closed including defaults"
            " including constraints)"
        )
        driver = _ACTIVE.format(first=first_day, last=last, seed=plan.seed)
        cursor.execute(
            _read("trades", target=aside, seed=plan.seed, driver=driver, late_by="0 seconds")
        )
        rows = cursor.rowcount
        cursor.execute(
            _read("copies", target=aside, source=aside, chosen=_COPIED,
                  loaded="ingestion_timestamp + interval '30 minutes'")
        )  # fmt: skip
        rows += cursor.rowcount
        cursor.execute(
            f"alter table {aside} add primary key (id, trade_date);"
            f"create index on {aside} using brin (ingestion_timestamp);"
            f"create index on {aside} using brin (trade_date);"
            f"alter table {aside} add constraint of_its_month"
            f" check (trade_date >= '{first_day}' and trade_date < '{next_month}')"
        )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"vacuum (analyze) {aside}")
        cursor.execute(
            "update bench.months set row_count = %s, seconds = %s where first_day = %s",
            [rows, time.monotonic() - began, first_day],
        )


def _attach_all(connection) -> None:
    """Put every loaded month that is set aside into the raw table."""
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "select first_day, (first_day + interval '1 month')::date, partition_name"
            " from bench.months"
            " where seconds is not null"
            " and to_regclass('bench_aside.' || partition_name) is not null"
        )
        for first, following, name in cursor.fetchall():
            # The empty one that the raw schema was made with.
            cursor.execute(f"drop table if exists {_RAW}.{name}")
            cursor.execute(
                f"alter table bench_aside.{name} set schema {_RAW};"
                f"alter table {_RAW}.raw_trades_closed attach partition {_RAW}.{name}"
                f" for values from ('{first}') to ('{following}')"
            )
