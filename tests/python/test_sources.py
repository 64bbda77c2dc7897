"""Raw schemas that differ from the contract are told, and what can be borne is borne."""

import json
import os
import subprocess
import sys

import pytest

from conftest import ANCHOR, Project
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

SYSTEM = {"systems": ["schwab"]}


@pytest.fixture(scope="module")
def drifted(short_tmp):
    """A server whose raw schema of one platform tests may change."""
    server = Server(home=short_tmp / "drift", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, ["schwab"], lax=True)
    loader.fill(connection, ["schwab"], seed=7, scale=0.02, anchor=ANCHOR)
    connection.close()
    yield Project(server, short_tmp / "project-drift")
    server.destroy()


def test_every_difference_is_told_at_once_and_stops_a_build_that_needs_what_is_missing(drifted):
    for statement in (
        "alter table raw_schwab.transaction_items rename to transaction_lines",
        "alter table raw_schwab.orders rename column schwab_order_id to broker_order",
        "alter table raw_schwab.orders drop column session",
        "alter table raw_schwab.orders alter column stop_price type text",
        "alter table raw_schwab.orders alter column entered_time type timestamp",
        "alter table raw_schwab.orders alter column price type double precision",
        "create domain public.lots as numeric(18, 4) check (value >= 0)",
        "alter table raw_schwab.orders alter column quantity type public.lots",
        "alter table raw_schwab.orders add column desk text",
    ):
        drifted.query(statement)
    output = drifted.dbt("run-operation", "check_sources", variables=SYSTEM, ok=False)
    for finding in (
        "STOPS: transaction_items: the table raw_schwab.transaction_items is missing",
        "table_names: {schwab: {transaction_items: <its name>}}",
        "STOPS: orders: the column schwab_order_id is missing",
        "column_names: {schwab: {orders: {schwab_order_id: <its name>}}}",
        "reads as null: orders: the column session is missing",
        "reads as null: orders: the column stop_price is text, not numeric",
        "note: orders: the column entered_time is timestamp without time zone",
        "note: orders: the column price is double precision, not numeric",
        "note: orders: the column desk is not in the contract",
    ):
        assert finding in output
    assert "the column quantity" not in output, "a domain reads as what it is made of"
    output = drifted.dbt("build", "-s", "stg_schwab__orders", variables=SYSTEM, ok=False)
    assert "STOPS: orders: the column schwab_order_id is missing" in output
    assert "transaction_items" not in output, "only what was selected is looked at"
    assert drifted.value("select to_regnamespace('quarantine')") is None, "nothing was touched"


def test_vars_map_other_names_and_optional_columns_read_as_typed_nulls(drifted):
    names = {
        "table_names": {"schwab": {"transaction_items": "transaction_lines"}},
        "column_names": {"schwab": {"orders": {"schwab_order_id": "broker_order"}}},
    }
    output = drifted.dbt(
        "build", "-s", "path:seeds", "stg_schwab__orders", "stg_schwab__transaction_items",
        "--exclude", "resource_type:test", variables={**SYSTEM, **names},
    )  # fmt: skip
    assert output.count("Some optional columns or tables are missing") == 1
    rows, numbers, lots, stops, sessions = drifted.query(
        "select count(*), count(broker_order_id), count(quantity), count(stop_price),"
        " count(session) from staging.stg_schwab__orders"
    )[0]
    assert rows == numbers == lots > 0
    assert stops == sessions == 0
    assert drifted.value("select count(*) from staging.stg_schwab__transaction_items") > 0
    kinds = dict(
        drifted.query(
            "select attname, format_type(atttypid, null) from pg_attribute"
            " where attrelid = 'staging.stg_schwab__orders'::regclass and attnum > 0"
        )
    )
    assert kinds["stop_price"] == "numeric"
    assert kinds["session"] == "text"
    # What came without a zone was meant in UTC, whatever the zone of the session is.
    assert drifted.value(
        "select bool_and(staged.created_at = raw.entered_time at time zone 'UTC')"
        " from staging.stg_schwab__orders as staged"
        " join raw_schwab.orders as raw on staged.order_id = raw.order_id::text"
    )


def test_a_dropped_constraint_of_a_raw_table_counts_no_row_twice(drifted):
    """The view stands while the table loses its key and takes a copy of every row."""
    table = "raw_schwab.symbols"
    rows = "select count(*), count(distinct symbol) from staging.stg_schwab__symbols"
    drifted.query(f"alter table {table} add constraint one_each unique (symbol)")
    drifted.dbt(
        "build", "-s", "path:seeds", "stg_schwab__symbols", "--exclude", "resource_type:test",
        variables=SYSTEM,
    )  # fmt: skip
    before = drifted.query(rows)
    drifted.query(f"alter table {table} drop constraint one_each")
    drifted.query(
        f"insert into {table} select (jsonb_populate_record(raw, jsonb_build_object('symbol_id',"
        f" symbol_id + 1000000))).* from {table} as raw"
    )
    assert drifted.query(rows) == before
    assert before[0][0] == before[0][1] > 0


KEYS = "select pseudonym_key from private.pseudonym_secret"


def production_of(project, name: str) -> tuple[Project, dict[str, str]]:
    """A project that works on the same server as production does, and where that is."""
    production = Project(project.server, project.home.parent / name)
    production.target = "prod"
    return production, {
        "TRADEHOUSE_HOST": str(project.server.socket_dir),
        "TRADEHOUSE_PORT": str(project.server.port),
        "TRADEHOUSE_USER": "tradehouse",
    }


def test_production_refuses_the_key_that_everybody_knows(drifted):
    production, place = production_of(drifted, "project-production")
    drifted.dbt("run", "-s", "clock", variables=SYSTEM)
    known = drifted.value(KEYS)
    output = production.dbt("run", "-s", "clock", variables=SYSTEM, ok=False, **place)
    assert "Production needs a pseudonym key of its own: set TRADEHOUSE_PSEUDONYM_KEY" in output
    assert drifted.value(KEYS) == known
    for easily_guessed in ("", " " * 20, "short"):
        place["TRADEHOUSE_PSEUDONYM_KEY"] = easily_guessed
        output = production.dbt("run", "-s", "clock", variables=SYSTEM, ok=False, **place)
        assert "12 characters at least" in output
    key = "it's one of our own"
    place |= {"TRADEHOUSE_PSEUDONYM_KEY": key, "DBT_ENV_SECRET_TRADEHOUSE_KEY": key}
    # In a process of its own, which writes what dbt writes.
    home = production.home
    subprocess.run(
        [
            sys.executable, "-m", "tradehouse.dbt_command", "run", "-s", "clock",
            "--vars", json.dumps(SYSTEM), "--target", "prod", "--profiles-dir", home,
            "--target-path", home / "artifacts", "--log-path", home / "logs",
        ],
        cwd=production.root, env={**os.environ, **place}, check=True, capture_output=True,
    )  # fmt: skip
    assert drifted.value(KEYS) == key
    files = [file for file in home.rglob("*") if file.is_file()]
    assert {"manifest.json", "run_results.json", "dbt.log"} <= {file.name for file in files}
    shown = (key.encode(), key.replace("'", "''").encode())
    assert [file for file in files if any(text in file.read_bytes() for text in shown)] == []


def test_another_key_than_before_is_asked_about(drifted):
    production, place = production_of(drifted, "project-another-key")
    place["TRADEHOUSE_PSEUDONYM_KEY"] = "the first of our own"
    drifted.dbt("run", "-s", "clock", variables=SYSTEM)
    production.dbt("run", "-s", "clock", variables=SYSTEM, **place)
    place["TRADEHOUSE_PSEUDONYM_KEY"] = "another of our own"
    output = production.dbt("run", "-s", "clock", variables=SYSTEM, ok=False, **place)
    assert "is not the one this warehouse was built with" in output
    assert drifted.value(KEYS) == "the first of our own"
    change = SYSTEM | {"change_pseudonym_key": True}
    production.dbt("run", "-s", "clock", variables=change, **place)
    assert drifted.value(KEYS) == "another of our own"


@pytest.mark.parametrize(
    ("named", "told"),
    [(["Schwab"], "There is no platform 'Schwab'"), ([], "No platform is named")],
)
def test_a_platform_there_is_none_of_stops_a_run_before_anything_is_touched(named, told, drifted):
    drifted.dbt("run", "-s", "clock", variables=SYSTEM)
    before = drifted.value("select invocation_id from private.run_clock")
    output = drifted.dbt("run", "-s", "clock", variables={"systems": named}, ok=False)
    assert told in output
    assert "swiftbolt, mastertrade, daily_profit, schwab, patriot" in output
    assert drifted.value("select invocation_id from private.run_clock") == before
