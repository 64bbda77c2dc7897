"""What readers wait for: the marts, and the same questions asked of the raw tables."""

import multiprocessing
import time
from contextlib import closing
from statistics import quantiles
from threading import BrokenBarrierError

import psycopg2

from tradehouse.bench.plan import Plan
from tradehouse.errors import TradehouseError
from tradehouse.server import Server

# $1 is an account's key (marts) or id (raw).
MARTS = {
    "point": "select * from marts.account_performance where account_key = $1::uuid",
    "top 20": "select account_key, net_pnl_usd_30d, win_rate_30d, sharpe_ratio_30d"
    " from marts.account_performance where net_pnl_usd_30d is not null"
    " order by net_pnl_usd_30d desc limit 20",
    "30-day series": "select date_day, trades, net_pnl_usd, equity_end_usd"
    " from marts.fct_account_daily where account_key = $1::uuid and date_day > '{today}'::date - 30"
    " order by date_day",
    "daily statistics": "select * from marts.daily_trading_stats"
    " where trade_date > '{today}'::date - 30 order by trade_date",
    "symbols": "select ticker, trades, net_pnl_usd, win_rate from marts.symbol_performance"
    " order by net_pnl_usd desc limit 20",
}
_RAW_SUMS = (
    "count(*) as trades, count(*) filter (where profit > 0) as winning, sum(volume_usd) as volume,"
    " sum(profit - abs(coalesce(commission, 0)) + coalesce(swap, 0)) as net_pnl"
)
# The simplest questions that have the main figures: no copies left out, no ratios of daily series.
RAW = {
    "point": f"select {_RAW_SUMS} from raw_daily_profit.raw_trades_closed where account_id = $1",
    "top 20": f"select account_id, {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " where trade_date > '{today}'::date - 30 group by account_id order by net_pnl desc limit 20",
    "30-day series": f"select trade_date, {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " where account_id = $1 and trade_date > '{today}'::date - 30 group by trade_date order by 1",
    "daily statistics": f"select trade_date, count(distinct account_id), {_RAW_SUMS}"
    " from raw_daily_profit.raw_trades_closed"
    " where trade_date > '{today}'::date - 30 group by trade_date order by 1",
    "symbols": f"select std_symbol, {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " group by std_symbol order by net_pnl desc limit 20",
}
PAGE = "whole page"
CLIENTS = (1, 8)
# A query of the raw tables that takes longer is not waited for.
_RAW_TIMEOUT = 300


def measure(server: Server, plan: Plan) -> dict:
    """Read everything from one and from eight clients.

    Returns:
        By side (marts, raw), kind of read and clients: p50 and p95 in milliseconds, and how many.
    """
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select account_key::text, account_id from marts.account_performance"
            " where trades_30d > 0 order by md5(account_id) limit 500"
        )
        keys, ids = zip(*cursor.fetchall(), strict=True)
    today = plan.as_of[:10]
    found = {}
    for side, queries, accounts in (("marts", MARTS, keys), ("raw", RAW, ids)):
        queries = {name: text.replace("{today}", today) for name, text in queries.items()}
        kinds = {name: [name] for name in queries} | {PAGE: list(queries)}
        found[side] = {}
        for kind, names in kinds.items():
            if side == "raw" and kind not in ("point", PAGE) and plan.read_seconds < 1:
                continue
            found[side][kind] = {
                str(clients): _many(server, [queries[name] for name in names], accounts, clients,
                                    plan.read_seconds)
                for clients in CLIENTS
            }  # fmt: skip
    return found


def _many(server: Server, queries: list[str], accounts, clients: int, seconds: float) -> dict:
    """Let several processes ask the same; each waits for its answer before it asks again."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(clients)
    answers = context.Queue()
    readers = [
        context.Process(
            target=_client,
            args=(
                server.url(),
                queries,
                accounts[number:] + accounts[:number],
                seconds,
                barrier,
                answers,
            ),
        )
        for number in range(clients)
    ]
    for reader in readers:
        reader.start()
    found = [answers.get() for _ in readers]
    for reader in readers:
        reader.join()
    broken = next((answer for answer in found if isinstance(answer, str)), None)
    if broken:
        raise TradehouseError(
            f"A reader failed: {broken}", "the same command with --only reads tries again"
        )
    times = [moment for answer in found for moment in answer]
    slow = sum(moment is None for moment in times)
    times = [moment * 1000 for moment in times if moment is not None]
    if len(times) < 2:
        only = times[0] if times else None
        return {"p50": only, "p95": only, "reads": len(times), "timeouts": slow}
    cuts = quantiles(times, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "reads": len(times), "timeouts": slow}


def _client(url: str, queries: list[str], accounts, seconds: float, barrier, answers) -> None:
    """Send the seconds of each round, or what went wrong."""
    try:
        answers.put(_ask_again_and_again(url, queries, accounts, seconds, barrier))
    except (psycopg2.Error, BrokenBarrierError) as error:
        # Those who wait for this one must not wait for ever.
        barrier.abort()
        answers.put(f"{type(error).__name__} {error}")


def _ask_again_and_again(url: str, queries: list[str], accounts, seconds: float, barrier) -> list:
    """Ask prepared queries until the time is over; None is a round that was not waited for."""
    times: list[float | None] = []
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("set statement_timeout = %s", [_RAW_TIMEOUT * 1000])
            for number, text in enumerate(queries):
                kind = " (text)" if "$1" in text else ""
                cursor.execute(
                    f"prepare read_{number}{kind} as {text.replace('$1::uuid', '($1::uuid)')}"
                )
            calls = [
                f"execute read_{n}" + ("(%s)" if "$1" in q else "") for n, q in enumerate(queries)
            ]

            def ask(account: str) -> None:
                for call in calls:
                    cursor.execute(call, [account] if "%s" in call else None)
                    cursor.fetchall()

            # Connected, prepared and warm: the first readers of a day are not what is measured.
            if seconds >= 1 and "raw_" not in queries[0]:
                for account in accounts[:20]:
                    ask(account)
            barrier.wait()
            until = time.monotonic() + seconds
            turn = 0
            while not times or time.monotonic() < until:
                began = time.perf_counter()
                try:
                    ask(accounts[turn % len(accounts)])
                except psycopg2.errors.QueryCanceled:
                    times.append(None)
                    break
                times.append(time.perf_counter() - began)
                turn += 1
    return times
