"""Where the server records statements, the health of a table tells them."""

import pytest

from conftest import Project, stock_install
from tradehouse.sample import loader
from tradehouse.server import Server

SYSTEM = {"systems": ["schwab"]}
TOLD = (
    "select statement_calls, slowest_statement_ms from marts.warehouse_health"
    " where schema_name = 'raw_schwab' and relation_name = 'symbols'"
)


@pytest.fixture
def recording(short_tmp):
    """A stock server that records statements, with one platform's empty tables."""
    if stock_install() is None:
        pytest.skip("needs a stock PostgreSQL: the embedded one has no pg_stat_statements")
    server = Server(home=short_tmp / "recording", install=stock_install())
    server.start()
    project = Project(server, short_tmp / "project-recording")
    connection = server.connect()
    loader.create(connection, ["schwab"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("alter system set shared_preload_libraries = 'pg_stat_statements'")
    connection.close()
    server.stop()
    server.start()
    project.query("create extension pg_stat_statements")
    yield project
    server.destroy()


def test_slow_statements_are_found_where_the_server_records_them(recording):
    recording.fill("warehouse_health", variables=SYSTEM)
    before, _ = recording.query(TOLD)[0]
    for _ in range(3):
        recording.query("select count(*) from raw_schwab.symbols, pg_sleep(0.02)")
    calls, slowest = recording.query(TOLD)[0]
    assert calls == (before or 0) + 3
    assert slowest >= 20
    recording.query('select count(*) from "raw_schwab"."symbols", raw_schwab.symbols as again')
    recording.query("select count(*) /* raw_schwab.symbols_more, no_raw_schwab.symbols */")
    assert recording.query(TOLD)[0][0] == calls + 1
    # The extension goes and takes the views along; the next build makes them without it.
    recording.query("drop extension pg_stat_statements cascade")
    recording.fill("warehouse_health", variables=SYSTEM)
    assert recording.query(TOLD) == [(None, None)]
