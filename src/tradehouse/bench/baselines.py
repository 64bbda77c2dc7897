"""What others would do for the same figures: plain materialized views, stock dbt, DuckDB."""

import os
import shutil
import time
from contextlib import closing
from pathlib import Path

from tradehouse.bench import plain
from tradehouse.bench.plan import Plan
from tradehouse.bench.project import Dbt
from tradehouse.server import Server

_PLAIN = "bench_plain"
# What a recompute reads; an export of the whole row would only be larger.
_EXPORTED = {
    plain.RAW_TRADES: {
        "id": "bigint", "trade_id": "varchar", "account_id": "varchar", "symbol": "varchar",
        "std_symbol": "varchar", "side": "varchar", "open_time": "timestamp",
        "close_time": "timestamp", "trade_date": "date", "volume_usd": "decimal(18, 2)",
        "profit": "decimal(18, 2)", "commission": "decimal(18, 2)", "swap": "decimal(18, 2)",
        "ingestion_timestamp": "timestamp",
    },
    plain.RAW_ACCOUNTS: {
        "id": "bigint", "account_id": "varchar", "starting_balance": "decimal(18, 2)",
        "phase": "varchar", "status": "varchar", "ingestion_timestamp": "timestamp",
    },
}  # fmt: skip
_STOCK = """\
name: stock
version: "1.0"
config-version: 2
profile: tradehouse
models: {stock: {+materialized: table, +schema: stock}}
"""


def materialized_views(connection, plan: Plan) -> dict:
    """Baseline A: materialized views over the raw tables, refreshed once.

    They are made empty: a first REFRESH writes as much as any later one.

    Returns:
        Seconds of each REFRESH with its unique index, and their sum.
    """
    seconds = {}
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("set client_min_messages = warning")
        cursor.execute(f"drop schema if exists {_PLAIN} cascade; create schema {_PLAIN}")
        for name, (key,) in plain.KEYS.items():
            text = plain.query(name, plan.as_of, account_days=f"{_PLAIN}.account_days")
            cursor.execute(f"create materialized view {_PLAIN}.{name} as {text} with no data")
            cursor.execute(f"create unique index on {_PLAIN}.{name} ({key})")
        for name in plain.KEYS:
            began = time.monotonic()
            cursor.execute(f"refresh materialized view {_PLAIN}.{name}")
            seconds[name] = time.monotonic() - began
            # Those that read it are planned with its statistics, as in every later refresh.
            cursor.execute(f"analyze {_PLAIN}.{name}")
    connection.autocommit = False
    return {"seconds": sum(seconds.values()), "steps": seconds}


def drop_materialized_views(connection) -> None:
    """Give the disk space of baseline A back."""
    with connection, connection.cursor() as cursor:
        cursor.execute(f"drop schema if exists {_PLAIN} cascade")


def agreement(cursor) -> dict:
    """Compare baseline A's figures with the marts; A must have been refreshed.

    Returns:
        Accounts, days and symbols compared, and the worst relative difference; a figure that only
        one side has counts as 1.
    """
    money = ("gross_profit", "gross_loss", "gross_pnl", "fees", "net_pnl", "volume")
    counts = ("trades", "winning_trades", "losing_trades", "breakeven_trades")
    sums = {name: f"{name}_usd" for name in money} | {name: name for name in counts}
    accounts = {}
    for suffix in ("", "_30d", "_7d"):
        named = {**sums, **{name: name for name in (
            "days_with_trades", "win_rate", "profit_factor", "max_consecutive_wins",
            "max_consecutive_losses", "total_return")}}  # fmt: skip
        accounts |= {f"{name}{suffix}": f"{mine}{suffix}" for name, mine in named.items()}
    for suffix in ("", "_30d"):
        accounts |= {f"{name}{suffix}": f"{name}_usd{suffix}" for name in (
            "expectancy", "avg_win", "avg_loss")}  # fmt: skip
        accounts |= {f"{name}{suffix}": f"{name}{suffix}" for name in (
            "payoff_ratio", "volatility", "sharpe_ratio", "sortino_ratio", "cagr", "calmar_ratio",
            "recovery_factor", "max_drawdown_pct", "max_drawdown_usd", "current_drawdown_pct",
            "current_drawdown_usd", "longest_drawdown_days")}  # fmt: skip
    accounts |= {name: name for name in ("value_at_risk_95", "value_at_risk_99", "cvar_95")}
    accounts |= {"opening_equity": "opening_equity_usd", "equity": "equity_usd"}
    account_days = {**sums, "equity_start": "equity_start_usd", "equity_end": "equity_end_usd",
                    "daily_return": "daily_return"}  # fmt: skip
    ratios = {"win_rate": "win_rate", "profit_factor": "profit_factor",
              "expectancy": "expectancy_usd"}  # fmt: skip
    days = {**sums, **ratios, **{f"{name}_net_pnl": f"{name}_net_pnl_usd" for name in (
        "avg_account", "stddev_account", "median_account", "best_account", "worst_account",
        "first_quartile", "third_quartile")}}  # fmt: skip
    days |= {name: name for name in ("accounts_trading", "profitable_accounts", "losing_accounts")}
    symbols = {
        **sums,
        **ratios,
        **{
            name: f"{name}_usd"
            for name in (
                "long_net_pnl",
                "short_net_pnl",
                "best_trade",
                "worst_trade",
                "trade_deviation",
            )
        },
    }
    symbols |= {
        name: name
        for name in (
            "accounts_trading",
            "avg_holding_hours",
            "long_trades",
            "short_trades",
            "long_win_rate",
            "short_win_rate",
            "accounts_trading_90d",
            "win_rate_90d",
            "profit_factor_90d",
        )
    }
    symbols |= {f"{name}_90d": f"{mine}_90d" for name, mine in sums.items()}
    return {
        "accounts": _worst(cursor, "performance", "account_performance", "account_id", accounts),
        "account days": _worst(cursor, "account_days", "fct_account_daily",
                               "account_id, date_day", account_days,
                               theirs="account_id, trade_date"),
        "days": _worst(cursor, "daily", "daily_trading_stats", "environment, trade_date", days),
        # Symbols have another name in the mart where platforms meet: the money finds them.
        "symbols": _worst(cursor, "symbols", "symbol_performance",
                          "environment, net_pnl_usd, trades", symbols,
                          theirs="environment, net_pnl, trades"),
        "symbol days": _worst(cursor, "symbol_days", "fct_instrument_daily",
                              "date_day, net_pnl_usd, trades, volume_usd", sums,
                              theirs="trade_date, net_pnl, trades, volume"),
    }  # fmt: skip


def _worst(cursor, name: str, mart: str, key: str, columns: dict, theirs: str = "") -> dict:
    """The worst relative difference of the columns of one of A's views and the mart."""
    differences = ", ".join(
        f"case when plain.{ours} is null and mart.{mine} is null then 0"
        f" when plain.{ours} is null or mart.{mine} is null then 1"
        f" else abs(plain.{ours} - mart.{mine})::double precision"
        f" / greatest(abs(mart.{mine})::double precision, 1e-6) end"
        for ours, mine in columns.items()
    )
    joined = " and ".join(
        f"plain.{left.strip()} = mart.{right.strip()}"
        for left, right in zip((theirs or key).split(","), key.split(","), strict=True)
    )
    cursor.execute(
        f"select count(*), count(*) filter (where plain is null or mart is null),"
        f" coalesce(max(greatest({differences}))"
        " filter (where plain is not null and mart is not null), 0)"
        f" from {_PLAIN}.{name} as plain full join marts.{mart} as mart on {joined}"
    )
    rows, unmatched, worst = cursor.fetchone()
    return {"rows": rows, "unmatched": unmatched, "columns": len(columns), "worst": worst}


def stock_dbt(server: Server, plan: Plan) -> dict:
    """Baseline B: the same queries as tables of a stock dbt project.

    Returns:
        Seconds of SQL and of the command, of a run that finds its tables and its project read.
    """
    root = plan.home / "stock"
    shutil.rmtree(root, ignore_errors=True)
    (root / "models").mkdir(parents=True)
    (root / "dbt_project.yml").write_text(_STOCK)
    for name, (key,) in plain.KEYS.items():
        columns = [column.strip() for column in key.split(",")]
        head = f"{{{{ config(indexes=[{{'columns': {columns}, 'unique': true}}]) }}}}\n"
        text = plain.query(name, plan.as_of, account_days="{{ ref('account_days') }}")
        (root / "models" / f"{name}.sql").write_text(head + text)
    dbt = Dbt(server, root / "dbt", root, {})
    dbt.run("run")
    run = dbt.run("run")
    with closing(server.connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("set client_min_messages = warning")
        cursor.execute("drop schema if exists tradehouse_stock cascade")
    return {"seconds": run.sql, "wall": run.wall, "steps": run.steps}


def duckdb(server: Server, plan: Plan) -> dict:
    """Baseline C: the same queries in DuckDB over parquet files exported now.

    DuckDB may take the memory it asks for by default, 80% of the machine's: lists of ordered
    trades don't fit into the 4 GB that the server is held to.

    Returns:
        Seconds of each query, of the export beside them, and the size of the files; why it is
        skipped where a query found no memory.
    """
    import duckdb as engine

    folder = plan.home / "parquet"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "spill").mkdir(parents=True)
    began = time.monotonic()
    with closing(engine.connect(str(folder / "recompute.duckdb"))) as duck:
        duck.execute(f"set temp_directory = '{folder / 'spill'}'")
        duck.execute(f"set threads = {os.cpu_count() or 2}")
        duck.execute("set preserve_insertion_order = false")
        sources = {
            table: _export(server, duck, folder, table, columns)
            for table, columns in _EXPORTED.items()
        }
        exported = time.monotonic() - began
        steps = {}
        for name in plain.KEYS:
            text = plain.query(
                name, plan.as_of, trades=sources[plain.RAW_TRADES],
                accounts=sources[plain.RAW_ACCOUNTS], account_days="account_days",
                dialect=plain.DUCKDB,
            )  # fmt: skip
            began = time.monotonic()
            try:
                duck.execute(f"create or replace table {name} as {text}")
            except engine.OutOfMemoryException as error:
                shutil.rmtree(folder, ignore_errors=True)
                return {"skipped": f"DuckDB found no memory for {name}: {error}".split("\n")[0]}
            steps[name] = time.monotonic() - began
        check = duck.execute(
            "select sum(trades)::bigint, sum(net_pnl), sum(sharpe_ratio) from performance"
        ).fetchone()
    size = sum(file.stat().st_size for file in folder.glob("*.parquet"))
    shutil.rmtree(folder, ignore_errors=True)
    return {
        "seconds": sum(steps.values()), "steps": steps, "export_seconds": exported,
        "parquet_bytes": size, "version": engine.__version__,
        "trades": check[0], "net_pnl": float(check[1]), "sharpe_sum": float(check[2] or 0),
    }  # fmt: skip


def _export(server: Server, duck, folder: Path, table: str, columns: dict[str, str]) -> str:
    """Write a raw table to parquet, partition by partition; returns how DuckDB reads it."""
    name = table.split(".")[1]
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select relid::regclass::text from pg_partition_tree(%s) where isleaf", [table]
        )
        # A table without partitions has no tree.
        parts = [part for (part,) in cursor.fetchall()] or [table]
        for number, part in enumerate(parts):
            lines = folder / "part.csv"
            with lines.open("wb") as stream:
                cursor.copy_expert(
                    f"copy (select {', '.join(columns)} from {part}) to stdout (format csv)", stream
                )
            if lines.stat().st_size:
                duck.execute(
                    f"copy (select * from read_csv('{lines}', header = false, columns = {columns}))"
                    f" to '{folder / name}-{number:03}.parquet' (format parquet)"
                )
            lines.unlink()
    return f"read_parquet('{folder / name}-*.parquet')"
