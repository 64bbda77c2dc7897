"""Snapshots over three simulated days: what changes, what goes and what comes back."""

import pytest

from conftest import Project, fill_sources
from tradehouse.server import Server, wheel_install

HISTORIES = "resource_type:snapshot"
DAYS = [f"2026-03-0{day} 00:00:00+00" for day in (2, 3, 4)]


@pytest.fixture(scope="module")
def three_days(short_tmp):
    """Quotes, plans and accounts of three days: a change, a deletion, a return."""
    server = Server(home=short_tmp / "days", install=wheel_install())
    server.start()
    systems = ["swiftbolt", "daily_profit"]
    fill_sources(server, scale=0.1, systems=systems, lax=True)
    project = Project(server, short_tmp / "project-days")
    (gone,) = project.query("select plan_id from raw_daily_profit.raw_plans_data limit 1")[0]
    changes = {
        DAYS[1]: (
            "create table kept as select * from raw_daily_profit.raw_plans_data"
            f" where plan_id = '{gone}'",
            f"delete from raw_daily_profit.raw_plans_data where plan_id = '{gone}'",
            "update raw_swiftbolt.quotes set bid = bid - 0.01",
        ),
        DAYS[2]: ("insert into raw_daily_profit.raw_plans_data select * from kept",),
    }
    for day in DAYS:
        for statement in changes.get(day, ()):
            project.query(statement)
        project.dbt(
            "build", "-s", f"+{HISTORIES}", "--exclude", "resource_type:test",
            variables={"as_of": day, "systems": systems, "keep_history": True},
        )  # fmt: skip
    project.gone = gone
    yield project
    server.destroy()


def _states(project, history, key, value):
    return project.query(
        "select dbt_valid_from::text, dbt_valid_to::text from"
        f" (select * from history.{history} where {key} = %s) as one order by dbt_valid_from",
        [value],
    )


def test_a_changed_row_ends_and_its_new_state_begins(three_days):
    symbol = three_days.value(
        "select symbol_id from history.quotes_history where bid_price is not null limit 1"
    )
    assert _states(three_days, "quotes_history", "symbol_id", symbol) == [
        (DAYS[0], DAYS[1]),
        (DAYS[1], None),
    ]


def test_an_unchanged_row_has_one_state(three_days):
    plan = three_days.value(
        "select plan_id from history.plans_history where plan_id <> %s limit 1", [three_days.gone]
    )
    assert _states(three_days, "plans_history", "plan_id", plan) == [(DAYS[0], None)]


def test_a_deleted_row_ends_and_begins_anew_when_it_is_back(three_days):
    assert _states(three_days, "plans_history", "plan_id", three_days.gone) == [
        (DAYS[0], DAYS[1]),
        (DAYS[2], None),
    ]


def test_every_history_has_rows_and_one_current_state_a_key(three_days):
    histories = three_days.query("select tablename from pg_tables where schemaname = 'history'")
    assert len(histories) >= 7
    for (history,) in histories:
        current, keys = three_days.query(
            "select count(*) filter (where dbt_valid_to is null),"
            f" count(distinct dbt_scd_id) from history.{history}"
        )[0]
        assert current > 0, history
        assert keys == three_days.value(f"select count(*) from history.{history}"), history
