"""Lifetimes that are joined from months are what the same measures take of all days."""

import random
from datetime import timedelta

import pytest

from conftest import ANCHOR, Project, fill_sources
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

EXACT = [
    "first_date", "last_date", "series_days", "days_with_trades", "returns", "net_pnl_usd",
    "flow_usd", "equity_start_usd", "equity_end_usd", "max_drawdown_usd", "current_drawdown_usd",
    "longest_drawdown_days",
]  # fmt: skip
COMPOUNDED = [
    "growth", "mean_return", "return_deviation", "downside_deviation", "max_drawdown_ratio",
    "current_drawdown_ratio",
]  # fmt: skip


def measure_all_days(project: Project) -> None:
    """Make public.day_paths and day_streaks: the house's own views of days, over whole lifetimes."""
    books = project.query(
        "select string_agg(attname, ',' order by attnum) from pg_attribute where attnum > 0"
        " and attrelid = 'intermediate.int_performance_books'::regclass"
    )[0][0]
    for name, value in (
        ("is_wiped_out", "true as is_wiped_out"),
        ("series_from", "first_date as series_from"),
        ("series_equity_usd", "opening_equity_usd as series_equity_usd"),
    ):
        books = books.replace(name, value)
    statements = [
        "drop view if exists public.day_streaks, public.day_paths, public.day_series,"
        " public.day_books",
        f"create view public.day_books as select {books} from intermediate.int_performance_books",
    ]
    for view, source in (("series", "books"), ("paths", "series"), ("streaks", "books")):
        sql = project.value(f"select pg_get_viewdef('intermediate.int_performance_{view}')")
        sql = sql.replace(f"intermediate.int_performance_{source}", f"public.day_{source}")
        statements.append(f"create view public.day_{view} as {sql}")
    project.query("; ".join(statements))


def differences(project: Project) -> list[tuple]:
    """Books whose lifetime from months is not the one from days, with the measure and both."""
    measure_all_days(project)
    exact = [f"('{name}', months.{name} = days.{name}, months.{name}::text, days.{name}::text)"
             for name in EXACT]  # fmt: skip
    compounded = [
        f"('{name}', abs(months.{name} - days.{name}) <= 1e-12 * greatest(abs(days.{name}), 1e-3),"
        f" months.{name}::text, days.{name}::text)"
        for name in COMPOUNDED
    ]
    streaks = [
        f"('{name}', months.{name} = streaks.{name}, months.{name}::text, streaks.{name}::text)"
        for name in ("max_consecutive_wins", "max_consecutive_losses")
    ]
    return project.query(
        "select months.book_key, measure.* from intermediate.int_performance_lifetimes as months"
        " full join (select * from public.day_paths where window_name = 'lifetime') as days"
        " on days.book_key = months.book_key"
        " left join (select book_key, max(max_consecutive_wins) as max_consecutive_wins,"
        " max(max_consecutive_losses) as max_consecutive_losses from public.day_streaks"
        " where window_name = 'lifetime' group by book_key) as streaks"
        " on streaks.book_key = months.book_key"
        f" cross join lateral (values {', '.join(exact + compounded)}) as"
        " measure (name, is_equal, from_months, from_days)"
        " where not coalesce(is_equal, from_months is not distinct from from_days)"
        " and not exists (select from intermediate.int_performance_books as books"
        " where books.book_key = days.book_key and books.is_wiped_out)"
        " union all"
        " select months.book_key, measure.* from intermediate.int_performance_lifetimes as months"
        " join (select book_key, max(max_consecutive_wins) as max_consecutive_wins,"
        " max(max_consecutive_losses) as max_consecutive_losses from public.day_streaks"
        " where window_name = 'lifetime' and max_consecutive_wins is not null"
        " group by book_key) as streaks on streaks.book_key = months.book_key"
        f" cross join lateral (values {', '.join(streaks)}) as"
        " measure (name, is_equal, from_months, from_days)"
        " where not coalesce(is_equal, from_months is not distinct from from_days) limit 20"
    )
