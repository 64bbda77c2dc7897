"""The same figures in plain SQL, as an expert writes them over the raw tables without this project.

One text serves the materialized views (baseline A), stock dbt (B), DuckDB (C) and TimescaleDB (D).
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_SQL = Path(__file__).parent / "sql" / "plain"
# In the order they are refreshed in, with the key a concurrent refresh or a reader needs.
KEYS = {
    "account_days": ("account_id, trade_date",),
    "performance": ("account_id",),
    "daily": ("environment, trade_date",),
    "symbols": ("environment, symbol",),
}
RAW_TRADES = "raw_daily_profit.raw_trades_closed"
RAW_ACCOUNTS = "raw_daily_profit.raw_accounts_data"
_WINDOWS = {"": None, "_30d": 30, "_7d": 7}
_SUMMED = (
    "trades", "winning_trades", "losing_trades", "breakeven_trades", "gross_profit", "gross_loss",
    "gross_pnl", "fees", "net_pnl", "volume",
)  # fmt: skip


@dataclass(frozen=True)
class Dialect:
    """What PostgreSQL and DuckDB write differently."""

    calendar: str
    held_seconds: str


POSTGRES = Dialect(
    calendar="lateral generate_series(cast(books.first_date as timestamp),"
    " cast(books.last_date as timestamp), interval '1 day')",
    held_seconds="extract(epoch from close_time - open_time)",
)
DUCKDB = Dialect(
    calendar="unnest(generate_series(cast(books.first_date as timestamp),"
    " cast(books.last_date as timestamp), interval '1 day'))",
    held_seconds="epoch(close_time) - epoch(open_time)",
)


def query(
    name: str,
    as_of: str,
    *,
    trades: str = RAW_TRADES,
    accounts: str = RAW_ACCOUNTS,
    account_days: str,
    dialect: Dialect = POSTGRES,
) -> str:
    """The text of one query.

    Args:
        name: One of `KEYS`.
        as_of: The moment everything is measured from, UTC.
        trades: The raw trades.
        accounts: The raw accounts.
        account_days: What the query account_days was stored as.
        dialect: Whose SQL.
    """
    moment = datetime.fromisoformat(as_of).replace(tzinfo=None)
    today = moment.date()
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8").format(
        as_of=moment, today=today, trades=trades, accounts=accounts, account_days=account_days,
        calendar=dialect.calendar, held_seconds=dialect.held_seconds,
        totals=_join(_totals(today)), risks=_join(_risks(today)), columns=_join(_columns()),
    )  # fmt: skip


def _join(lines: list[str]) -> str:
    return ",\n        ".join(lines)


def _totals(today) -> list[str]:
    lines = []
    for suffix, days in _WINDOWS.items():
        scope = f" filter (where trade_date > date '{today}' - {days})" if days else ""
        lines += [f"sum({name}){scope} as {name}{suffix}" for name in _SUMMED]
        lines.append(f"count(*){scope} as days_with_trades{suffix}")
    return lines


def _risks(today) -> list[str]:
    lines = []
    for suffix, scope in {"": "true", "_30d": "is_recent"}.items():
        have = f" filter (where {scope} and daily_return is not null)"
        lines += [
            f"count(daily_return) filter (where {scope}) as returns{suffix}",
            f"avg(daily_return) filter (where {scope}) as mean_return{suffix}",
            f"case when min(daily_return) filter (where {scope})"
            f" = max(daily_return) filter (where {scope}) then 0"
            f" else stddev_samp(daily_return) filter (where {scope}) end as deviation{suffix}",
            f"sqrt(avg(power(least(daily_return, 0), 2)){have}) as downside{suffix}",
            f"max(drawdown{suffix}) filter (where {scope}) as max_drawdown{suffix}",
            f"max(drawdown_usd{suffix}) filter (where {scope}) as max_drawdown_usd{suffix}",
        ]
    recent = f" filter (where day > date '{today}' - 365)"
    return lines + [
        f"percentile_cont({share}) within group (order by daily_return){recent}"
        f" as value_at_risk_{name}"
        for share, name in ((0.05, "95"), (0.01, "99"))
    ]


def _columns() -> list[str]:
    lines = []
    for suffix in _WINDOWS:
        lines += [f"coalesce(totals.{name}{suffix}, 0) as {name}{suffix}"
                  for name in (*_SUMMED, "days_with_trades")]  # fmt: skip
        lines += [
            f"totals.winning_trades{suffix} * 1.0 / nullif("
            f"totals.winning_trades{suffix} + totals.losing_trades{suffix}, 0) as win_rate{suffix}",
            f"totals.gross_profit{suffix} / nullif(totals.gross_loss{suffix}, 0)"
            f" as profit_factor{suffix}",
        ]
    for suffix in ("", "_30d"):
        enough = f"case when risks.returns{suffix} >= 2 then"
        lines += [
            f"{enough} risks.deviation{suffix} * sqrt(252) end as volatility{suffix}",
            f"{enough} risks.mean_return{suffix} / nullif(risks.deviation{suffix}, 0) * sqrt(252)"
            f" end as sharpe_ratio{suffix}",
            f"{enough} risks.mean_return{suffix} * 252"
            f" / nullif(risks.downside{suffix} * sqrt(252), 0) end as sortino_ratio{suffix}",
            f"100 * risks.max_drawdown{suffix} as max_drawdown_pct{suffix}",
            f"risks.max_drawdown_usd{suffix} as max_drawdown_usd{suffix}",
        ]
    return [*lines, "risks.value_at_risk_95", "risks.value_at_risk_99"]
