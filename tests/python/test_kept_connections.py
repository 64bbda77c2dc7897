"""A connection that another node of a command had is as good as a new one."""

import time

import pytest
from dbt.adapters.contracts.connection import Connection
from dbt.adapters.postgres.connections import PostgresConnectionManager, PostgresCredentials
from dbt.cli.main import dbtRunner

from tradehouse.cluster import SUPERUSER
from tradehouse.server import DATABASE

# What dbt calls; `dbt_in_process` changed it.
open_connection = PostgresConnectionManager.open
close_connection = PostgresConnectionManager.close


@pytest.fixture
def connection(server18):
    """Makes connections that are not open yet, as dbt has one for every node."""

    def make():
        # The socket asks for no password; dbt does.
        credentials = PostgresCredentials(
            host=str(server18.socket_dir), port=server18.port, user=SUPERUSER, password=SUPERUSER,
            database=DATABASE, schema="public",
        )  # fmt: skip
        return Connection(type="postgres", name=None, credentials=credentials)

    return make


def test_nothing_is_left_of_the_session_of_the_node_before(connection):
    one = open_connection(connection())
    backend = one.handle.info.backend_pid
    with one.handle.cursor() as cursor:
        cursor.execute("set work_mem = '9MB'; create temporary table left_over (id int)")
        cursor.execute("select pg_advisory_lock(7)")
        one.handle.commit()
        # A transaction that is still open ends with its node.
        cursor.execute("create table public.unfinished (id int)")
    close_connection(one)

    other = open_connection(connection())
    assert other.handle.info.backend_pid == backend
    with other.handle.cursor() as cursor:
        cursor.execute(
            "select current_setting('work_mem') = '9MB', to_regclass('pg_temp.left_over'),"
            " to_regclass('public.unfinished'),"
            " (select count(*) from pg_locks where locktype = 'advisory')"
        )
        assert cursor.fetchone() == (False, None, None, 0)
    close_connection(other)


def test_no_connection_outlives_its_command(connection, server18):
    one = open_connection(connection())
    backend = one.handle.info.backend_pid
    close_connection(one)
    assert one.handle.closed == 0
    dbtRunner().invoke(["--help"])
    observer = server18.connect()
    observer.autocommit = True
    with observer.cursor() as cursor:
        # A server process ends a moment after its client.
        for _ in range(100):
            cursor.execute("select count(*) from pg_stat_activity where pid = %s", [backend])
            (still_there,) = cursor.fetchone()
            if not still_there:
                break
            time.sleep(0.05)
    observer.close()
    assert not still_there


def test_a_connection_that_its_server_ended_is_opened_anew(connection, server18):
    one = open_connection(connection())
    backend = one.handle.info.backend_pid
    close_connection(one)
    killer = server18.connect()
    with killer, killer.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 5000)", [backend])
    killer.close()
    other = open_connection(connection())
    assert other.handle.info.backend_pid != backend
    with other.handle.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)
    close_connection(other)
