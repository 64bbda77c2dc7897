"""The benchmark's own server: its own data directory, tuned to stay within 4 GB."""

import os
from contextlib import closing
from pathlib import Path

from psycopg2 import sql

from tradehouse.server import Server, wheel_install

# What an administrator would set for a night on a small machine, for all sides alike, on top of
# what the embedded server always has (cluster.py).
SETTINGS = {
    "shared_buffers": "1536MB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "15min",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # As PostgreSQL has it: the wheel knows pglz only, which takes longer than writing the pages.
    "wal_compression": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": str(min(4, os.cpu_count() or 2)),
    "max_parallel_maintenance_workers": str(min(2, os.cpu_count() or 2)),
}
SHOWN = (*SETTINGS, "max_parallel_workers", "hash_mem_multiplier", "synchronous_commit", "jit",
         "fsync", "autovacuum")  # fmt: skip


def start(home: Path, settings: dict[str, str], install: Path | None = None) -> Server:
    """Start the server with its settings; what it holds already is kept.

    Args:
        home: The server's folder.
        settings: Settings that differ from `SETTINGS`.
        install: The folder above the `bin` of another PostgreSQL.
    """
    server = Server(home=home, install=install or wheel_install())
    server.start()
    wanted = {**SETTINGS, **settings}
    with closing(server.connect()) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select name, setting from pg_file_settings where sourcefile ~ 'auto'")
            if dict(cursor.fetchall()) == wanted:
                return server
            for name, value in wanted.items():
                cursor.execute(
                    sql.SQL("alter system set {} = %s").format(sql.Identifier(name)), [value]
                )
    server.stop()
    server.start()
    return server


def vacuum(connection) -> None:
    """What autovacuum does after a first build, done before nights are measured."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
        cursor.execute("checkpoint")
    connection.autocommit = False


def shown_settings(cursor) -> dict[str, str]:
    """The settings that decide how fast it is, as the server reads them."""
    cursor.execute(
        "select listed.name, current_setting(listed.name) from unnest(%s) as listed (name)"
        " where exists (select from pg_settings where pg_settings.name = listed.name)",
        [list(SHOWN)],
    )
    return dict(cursor.fetchall())
