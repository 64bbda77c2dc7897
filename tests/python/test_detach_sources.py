"""A platform changes tables that the warehouse reads, and no reader of a mart notices."""

import psycopg2
import pytest

from conftest import ANCHOR, Project
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

SYSTEM = {"systems": ["schwab"]}
CONTENT = "select * from marts.order_history order by order_key"
RETYPE = "alter table raw_schwab.orders alter column quantity type double precision"


@pytest.fixture(scope="module")
def orders(short_tmp):
    """A server with one platform, whose orders have reached their mart."""
    server = Server(home=short_tmp / "detach", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, ["schwab"])
    loader.fill(connection, ["schwab"], seed=7, scale=0.02, anchor=ANCHOR)
    connection.close()
    project = Project(server, short_tmp / "project-detach")
    project.dbt("build", "-s", "+order_history", "--exclude", "resource_type:test",
                "resource_type:unit_test", variables=SYSTEM)  # fmt: skip
    yield project
    server.destroy()


def _detach(project, *tables: str, ok=True) -> str:
    listed = f", tables: [{', '.join(tables)}]" if tables else ""
    return project.dbt("run-operation", "detach_sources", "--args", f"{{system: schwab{listed}}}",
                       variables=SYSTEM, ok=ok)  # fmt: skip


def test_a_detached_table_is_changed_while_marts_stand_and_the_next_build_reads_it(orders):
    before = orders.query(CONTENT)
    described = "select obj_description('staging.stg_schwab__orders'::regclass)"
    description = orders.value(described)
    assert before
    with pytest.raises(psycopg2.errors.FeatureNotSupported):
        orders.query(RETYPE)

    assert '"raw_schwab"."orders"' in _detach(orders, "orders")
    orders.query(RETYPE)
    orders.query(
        "create table raw_schwab.orders_again (like raw_schwab.orders including all);"
        "insert into raw_schwab.orders_again select * from raw_schwab.orders;"
        "alter table raw_schwab.orders rename to orders_before;"
        "alter table raw_schwab.orders_again rename to orders"
    )
    assert orders.value("select count(*) from staging.stg_schwab__orders") == 0
    assert orders.query(CONTENT) == before, "readers keep what was there"

    for command in ("run", "build", "test"):
        output = orders.dbt(command, "-s", "order_history", variables=SYSTEM, ok=False)
        assert "dbt build -s stg_schwab__orders" in output, command
    assert orders.query(CONTENT) == before, "no run empties a mart"
    orders.dbt("run", "-s", "clock", variables=SYSTEM)

    orders.dbt("run", "-s", "stg_schwab__orders", "order_history", variables=SYSTEM)
    after = orders.query(CONTENT)
    assert [row[0] for row in after] == [row[0] for row in before]
    assert orders.value("select sum(requested_quantity) from marts.order_history") == orders.value(
        "select sum(quantity)::numeric from raw_schwab.orders_before"
    )
    assert orders.value(described) == description
    # With the keys of other raw tables, and with nothing of ours.
    orders.query("drop table raw_schwab.orders_before cascade")
    assert orders.query(CONTENT) == after


def test_all_tables_of_a_platform_are_detached_at_once_and_unknown_ones_are_told(orders):
    assert "No raw table schwab.orderz is known here" in _detach(orders, "orderz", ok=False)
    _detach(orders)
    orders.query("alter table raw_schwab.execution_legs alter column price type double precision")
    read = orders.query(
        "select distinct rule.ev_class::regclass::text from pg_depend as link"
        " join pg_rewrite as rule on rule.oid = link.objid"
        " join pg_class as raw on raw.oid = link.refobjid"
        " where raw.relnamespace = 'raw_schwab'::regnamespace"
        " and link.classid = 'pg_rewrite'::regclass"
    )
    assert read == []
    orders.dbt("run", "-s", "+order_history", variables=SYSTEM)
    assert orders.query(CONTENT)
    marked = "select count(*) from pg_description where description like 'Detached from %'"
    assert orders.value(marked) == 0, "nothing remembers it"
