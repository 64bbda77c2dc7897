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
    "symbol_days": ("symbol, trade_date",),
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
    """What PostgreSQL and DuckDB write differently.

    Attributes:
        calendar: Every day of a book as a table.
        held_seconds: How long a trade was open.
        longest: The length of the longest word of `{words}`, null without words.
    """

    calendar: str
    held_seconds: str
    longest: str


POSTGRES = Dialect(
    calendar="lateral generate_series(cast(books.first_date as timestamp),"
    " cast(books.last_date as timestamp), interval '1 day')",
    held_seconds="extract(epoch from close_time - open_time)",
    longest="(select max(length(listed.word)) from string_to_table({words}, ' ') as listed (word))",
)
DUCKDB = Dialect(
    calendar="unnest(generate_series(cast(books.first_date as timestamp),"
    " cast(books.last_date as timestamp), interval '1 day'))",
    held_seconds="epoch(close_time) - epoch(open_time)",
    longest="list_max(list_transform(string_split({words}, ' '), lambda word: length(word)))",
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
        totals=_join(_totals(today)), risks=_join(_risks(today)), columns=_join(_columns(dialect)),
        recent=_join(_recent(today)),
        recent_sums=_join([f"sum(sums.{name}_90d) as {name}_90d" for name in _SUMMED]),
    )  # fmt: skip


def _join(lines: list[str]) -> str:
    return ",\n        ".join(lines)


def _totals(today) -> list[str]:
    lines = []
    for suffix, days in _WINDOWS.items():
        scope = f" filter (where trade_date > date '{today}' - {days})" if days else ""
        lines += [f"sum({name}){scope} as {name}{suffix}" for name in _SUMMED]
        lines.append(f"count(*){scope} as days_with_trades{suffix}")
        lines.append(f"string_agg(outcomes, '' order by trade_date){scope} as outcomes{suffix}")
    return lines


def _recent(today) -> list[str]:
    """Sums of a symbol's trades of the last 90 days."""
    won, lost, flat = (f"net_pnl {sign} 0" for sign in (">", "<", "="))
    counts = {"trades": "true", "winning_trades": won, "losing_trades": lost,
              "breakeven_trades": flat}  # fmt: skip
    sums = {"volume": ("volume_usd", "true"), "gross_pnl": ("profit", "true"),
            "fees": ("fees", "true"), "net_pnl": ("net_pnl", "true"),
            "gross_profit": ("net_pnl", won), "gross_loss": ("-net_pnl", lost)}  # fmt: skip
    scope = f"trade_date > date '{today}' - 90"
    return [
        f"count(*) filter (where {scope} and {which}) as {name}_90d"
        for name, which in counts.items()
    ] + [
        f"coalesce(sum({what}) filter (where {scope} and {which}), 0) as {name}_90d"
        for name, (what, which) in sums.items()
    ]


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
            f"max(days_below{suffix}) filter (where {scope}) as longest_drawdown_days{suffix}",
            *(f"(array_agg({name}{suffix} order by day desc) filter (where {scope}))[1]"
              f" as last_{name}{suffix}" for name in ("growth", "drawdown", "drawdown_usd")),
        ]  # fmt: skip
    week = f" filter (where day > date '{today}' - 7)"
    lines += [
        f"count(daily_return){week} as returns_7d",
        f"exp(sum(ln(greatest(1 + coalesce(daily_return, 0), 1e-12))){week}) as last_growth_7d",
    ]
    recent = " filter (where is_of_the_year)"
    return [
        *lines,
        "avg(daily_return) filter (where is_of_the_year"
        " and place <= floor((returns_of_the_year - 1) * 0.05) + 1) as cvar_95",
    ] + [
        f"percentile_cont({share}) within group (order by daily_return){recent}"
        f" as value_at_risk_{name}"
        for share, name in ((0.05, "95"), (0.01, "99"))
    ]


def _longest_run(dialect: Dialect, outcomes: str, others: str) -> str:
    """The longest run of trades that are none of the others."""
    return dialect.longest.format(words=f"translate({outcomes}, '{others}', '  ')")


def _columns(dialect: Dialect) -> list[str]:
    lines = []
    for suffix in _WINDOWS:
        lines += [f"coalesce(totals.{name}{suffix}, 0) as {name}{suffix}"
                  for name in (*_SUMMED, "days_with_trades")]  # fmt: skip
        lines += [
            f"totals.winning_trades{suffix} * 1.0 / nullif("
            f"totals.winning_trades{suffix} + totals.losing_trades{suffix}, 0) as win_rate{suffix}",
            f"totals.gross_profit{suffix} / nullif(totals.gross_loss{suffix}, 0)"
            f" as profit_factor{suffix}",
            *(f"coalesce({_longest_run(dialect, f'totals.outcomes{suffix}', others)}, 0)"
              f" as max_consecutive_{name}{suffix}"
              for name, others in (("wins", "lf"), ("losses", "wf"))),
            f"case when risks.returns{suffix} > 0 then risks.last_growth{suffix} - 1 end"
            f" as total_return{suffix}",
        ]  # fmt: skip
    for suffix in ("", "_30d"):
        enough = f"case when risks.returns{suffix} >= 2 then"
        won = f"totals.gross_profit{suffix} / nullif(totals.winning_trades{suffix}, 0)"
        lost = f"totals.gross_loss{suffix} / nullif(totals.losing_trades{suffix}, 0)"
        growth = (f"case when risks.returns{suffix} > 0 then exp(least(700, ln(risks.last_growth"
                  f"{suffix}) * 252.0 / risks.returns{suffix})) - 1 end")  # fmt: skip
        lines += [
            f"{enough} risks.deviation{suffix} * sqrt(252) end as volatility{suffix}",
            f"{enough} risks.mean_return{suffix} / nullif(risks.deviation{suffix}, 0) * sqrt(252)"
            f" end as sharpe_ratio{suffix}",
            f"{enough} risks.mean_return{suffix} * 252"
            f" / nullif(risks.downside{suffix} * sqrt(252), 0) end as sortino_ratio{suffix}",
            f"100 * risks.max_drawdown{suffix} as max_drawdown_pct{suffix}",
            f"risks.max_drawdown_usd{suffix} as max_drawdown_usd{suffix}",
            f"100 * risks.last_drawdown{suffix} as current_drawdown_pct{suffix}",
            f"risks.last_drawdown_usd{suffix} as current_drawdown_usd{suffix}",
            f"risks.longest_drawdown_days{suffix} as longest_drawdown_days{suffix}",
            f"totals.net_pnl{suffix} / nullif(risks.max_drawdown_usd{suffix}, 0)"
            f" as recovery_factor{suffix}",
            f"totals.net_pnl{suffix} / nullif(totals.trades{suffix}, 0) as expectancy{suffix}",
            f"{won} as avg_win{suffix}",
            f"{lost} as avg_loss{suffix}",
            f"{won} / nullif({lost}, 0) as payoff_ratio{suffix}",
            f"{growth} as cagr{suffix}",
            f"{growth} / nullif(risks.max_drawdown{suffix}, 0) as calmar_ratio{suffix}",
        ]
    return [*lines, "risks.value_at_risk_95", "risks.value_at_risk_99", "risks.cvar_95"]
