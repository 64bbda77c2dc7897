"""One dbt command goes on with the connections it has: dbt opens one for every node.

A server process knows nothing at its start, so that each node would have its catalogs read again:
a fifth of what a build costs. Before another node has a connection, everything that belongs to
its session is discarded: settings, temporary tables, prepared statements, locks.
"""

from collections import defaultdict
from functools import wraps
from threading import Lock

import psycopg2
from dbt.adapters.postgres.connections import PostgresConnectionManager
from dbt.cli.main import dbtRunner

_open = PostgresConnectionManager.open.__func__
_lock = Lock()
_free = defaultdict(list)


def take_effect() -> None:
    """Keep the connections of dbt in this process, for as long as a command runs."""
    PostgresConnectionManager.open = classmethod(_take_or_open)
    PostgresConnectionManager._close_handle = classmethod(_keep)
    dbtRunner.invoke = _closing_all(dbtRunner.invoke)


def _server(connection) -> tuple:
    given = connection.credentials
    return given.host, given.port, given.database, given.user, given.role, given.search_path


def _take_or_open(manager, connection):
    with _lock:
        free = _free[_server(connection)]
        handle = free.pop() if free and connection.state != "open" else None
    if handle is None:
        return _open(manager, connection)
    try:
        handle.autocommit = True
        with handle.cursor() as cursor:
            cursor.execute("discard all")
            # As psycopg2 does with a new connection.
            cursor.execute("set datestyle to 'ISO'")
            if connection.credentials.role:
                cursor.execute(f"set role {connection.credentials.role}")
        handle.autocommit = False
    except psycopg2.Error:
        # The server has ended it.
        handle.close()
        return _open(manager, connection)
    connection.handle, connection.state = handle, "open"
    return connection


def _keep(_, connection) -> None:
    handle = connection.handle
    if handle is None:
        return
    try:
        handle.rollback()
    except psycopg2.Error:
        handle.close()
    if not handle.closed:
        with _lock:
            _free[_server(connection)].append(handle)


def _closing_all(invoke):
    @wraps(invoke)
    def closing(*arguments, **options):
        try:
            return invoke(*arguments, **options)
        finally:
            with _lock:
                for handles in _free.values():
                    while handles:
                        handles.pop().close()

    return closing
