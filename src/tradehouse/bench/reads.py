"""What readers wait for: the marts, and the same questions asked of the raw tables."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import quantiles

from tradehouse.bench.plan import Plan
from tradehouse.errors import TradehouseError
from tradehouse.server import Server

# {account} is an account's key (marts) or id (raw).
MARTS = {
    "point": "select * from marts.account_performance where account_key = '{account}'",
    "top 20": "select account_key, net_pnl_usd_30d, win_rate_30d, sharpe_ratio_30d"
    " from marts.account_performance where net_pnl_usd_30d is not null"
    " order by net_pnl_usd_30d desc limit 20",
    "30-day series": "select date_day, trades, net_pnl_usd, equity_end_usd"
    " from marts.fct_account_daily"
    " where account_key = '{account}' and date_day > '{today}'::date - 30 order by date_day",
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
    "point": f"select {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " where account_id = '{account}'",
    "top 20": f"select account_id, {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " where trade_date > '{today}'::date - 30 group by account_id order by net_pnl desc limit 20",
    "30-day series": f"select trade_date, {_RAW_SUMS} from raw_daily_profit.raw_trades_closed"
    " where account_id = '{account}' and trade_date > '{today}'::date - 30"
    " group by trade_date order by 1",
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
# As many accounts are asked for; pgbench takes 128 scripts at most.
_ACCOUNTS = 50


def measure(server: Server, plan: Plan) -> dict:
    """Read everything from one and from eight clients, with pgbench.

    Returns:
        By side (marts, raw), kind of read and clients: p50 and p95 in milliseconds, and how many.

    Raises:
        TradehouseError: The installation has no pgbench, or a read failed.
    """
    if not (server.install / "bin" / "pgbench").exists():
        raise TradehouseError(
            f"Reads are measured with pgbench, which is not in {server.install / 'bin'}.",
            "install it beside the server (Debian: postgresql-contrib), or leave out `reads`",
        )
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select account_key::text, account_id from marts.account_performance"
            " where trades_30d > 0 order by md5(account_id) limit %s",
            [_ACCOUNTS],
        )
        keys, ids = zip(*cursor.fetchall(), strict=True)
    today = plan.as_of[:10]
    found = {}
    for side, queries, accounts in (("marts", MARTS, keys), ("raw", RAW, ids)):
        kinds = {name: [name] for name in queries} | {PAGE: list(queries)}
        found[side] = {}
        for kind, names in kinds.items():
            if side == "raw" and kind not in ("point", PAGE) and plan.read_seconds < 1:
                continue
            text = ";\n".join(queries[name].replace("{today}", today) for name in names) + ";\n"
            # One script where no account is asked for.
            scripts = sorted({text.replace("{account}", account) for account in accounts})
            found[side][kind] = {
                str(clients): _summary(
                    _times(server, scripts, clients, plan.read_seconds, warm=side == "marts")
                )
                for clients in CLIENTS
            }
    return found


def _summary(times: list[float]) -> dict:
    if len(times) < 2:
        return {"p50": times[0] if times else None, "p95": times[0] if times else None,
                "reads": len(times)}  # fmt: skip
    cuts = quantiles(times, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94], "reads": len(times)}


def _times(
    server: Server, scripts: list[str], clients: int, seconds: float, *, warm: bool
) -> list[float]:
    """Let several clients run scripts at random; each waits for its answer before it asks again.

    Args:
        server: Where.
        scripts: What one round asks.
        clients: How many ask at the same time.
        seconds: How long; every client ends the round it has begun.
        warm: Leave out the first time that a client runs a script, when it is prepared.

    Returns:
        Milliseconds of each round, none where no client had an answer in time.
    """
    # Less than a second is a look: some rounds and no more.
    until = ["--time", str(round(seconds))] if seconds >= 1 else ["--transactions", "10"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, script in enumerate(scripts):
            (folder / f"{number}.sql").write_text(script, encoding="utf-8")
        command = [
            str(server.install / "bin" / "pgbench"), "--no-vacuum", "--protocol", "prepared",
            "--client", str(clients), "--jobs", str(min(clients, os.cpu_count() or 1)),
            *until, "--log", "--log-prefix", str(folder / "log"),
            *(part for number in range(len(scripts))
              for part in ("--file", str(folder / f"{number}.sql"))),
            server.url(),
        ]  # fmt: skip
        options = f"-c statement_timeout={_RAW_TIMEOUT}s"
        done = subprocess.run(
            command, env={**os.environ, "PGOPTIONS": options}, capture_output=True, text=True
        )
        if done.returncode != 0 and "statement timeout" not in done.stderr:
            lines = done.stderr.strip().splitlines() or [""]
            said = next((line for line in lines if "ERROR" in line), lines[-1])
            raise TradehouseError(
                f"A reader failed: {said}", "the same command with --only reads tries again"
            )
        return list(_logged(folder, warm=warm and seconds >= 1))


def _logged(folder: Path, *, warm: bool) -> Iterator[float]:
    """The milliseconds in pgbench's logs: client, round, microseconds, script, and when."""
    prepared = set()
    for log in sorted(folder.glob("log.*")):
        with log.open(encoding="utf-8") as lines:
            for line in lines:
                client, _, taken, script, *_ = line.split()
                if warm and (client, script) not in prepared:
                    prepared.add((client, script))
                    continue
                yield int(taken) / 1000
