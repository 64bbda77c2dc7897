"""The sample sources: the same rows everywhere, the right tables, nothing from the future."""

from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from psycopg2 import sql

from conftest import ANCHOR, fill_sources, stock_install
from rules import read_yaml
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

SYSTEMS = list(loader.SYSTEMS)
INVENTORY = read_yaml(Path(__file__).with_name("inventory.yml"))
SAMPLE_END = f"{ANCHOR} 00:00:00+00"

# What may lie ahead of the sample's end. Of the bars, only the forecast ones may.
AHEAD = {
    "raw_schwab.options_contracts.expiration_date",
    "raw_schwab.options_expirations.expiration_date",
    "raw_swiftbolt.corporate_actions.ex_date",
    "raw_swiftbolt.corporate_actions.payment_date",
    "raw_swiftbolt.corporate_actions.record_date",
    "raw_swiftbolt.ohlc_bars_v2.ts",
    "raw_swiftbolt.options_legs.expiry",
    "raw_swiftbolt.options_price_history.expiry",
    "raw_swiftbolt.options_ranks.expiry",
    "raw_swiftbolt.options_snapshots.expiration",
    "raw_swiftbolt.scanner_alerts.expires_at",
}

COLUMNS = """
    select rel.relname, att.attname, att.attnotnull,
        format_type(att.atttypid, att.atttypmod) as type_name,
        att.attnum = any (coalesce(part.partattrs::int2[], '{}')) as is_partition_key
    from pg_attribute as att
    join pg_class as rel on rel.oid = att.attrelid
    left join pg_partitioned_table as part on part.partrelid = rel.oid
    where rel.relnamespace = %s::regnamespace and rel.relkind in ('r', 'p')
        and not rel.relispartition and att.attnum > 0 and not att.attisdropped
    order by rel.relname, att.attnum
"""

ENUM_VALUES = """
    select typ.typname, label.enumlabel
    from pg_enum as label
    join pg_type as typ on typ.oid = label.enumtypid
    where typ.typnamespace = %s::regnamespace
"""


@contextmanager
def cursor_of(server: Server, system: str):
    """A cursor on which unqualified names are those of a system."""
    with closing(server.connect()) as connection, connection, connection.cursor() as cursor:
        cursor.execute("set timezone = 'UTC'")
        cursor.execute("select set_config('search_path', %s, false)", [loader.schema_of(system)])
        yield cursor


def columns(server: Server, system: str) -> list[tuple]:
    with cursor_of(server, system) as cursor:
        cursor.execute(COLUMNS, [loader.schema_of(system)])
        return cursor.fetchall()


def checksums(server: Server) -> dict[str, dict[str, tuple[int, str]]]:
    with closing(server.connect()) as connection:
        return {system: loader.checksums(connection, system) for system in SYSTEMS}


def start_over(server: Server, *, seed: int = 7, lax: bool = False) -> None:
    with closing(server.connect()) as connection:
        loader.drop(connection, SYSTEMS)
        assert loader.create(connection, SYSTEMS, lax=lax) == SYSTEMS
        loader.fill(connection, SYSTEMS, seed=seed, scale=0.1, anchor=ANCHOR)


@pytest.fixture(scope="module")
def server(short_tmp):
    """PostgreSQL 18 with a filled sample. Do not change its data."""
    server = Server(home=short_tmp / "sample", install=wheel_install())
    server.start()
    fill_sources(server, scale=0.1)
    yield server
    server.destroy()


@pytest.fixture(scope="module")
def other_server(short_tmp):
    """Another server, of the stock version where there is one, for tests that change things."""
    server = Server(home=short_tmp / "other", install=stock_install() or wheel_install())
    server.start()
    yield server
    server.destroy()


@pytest.fixture(scope="module")
def expected(server):
    return checksums(server)


def test_every_table_has_rows(expected):
    empty = [
        f"{system}.{table}"
        for system, tables in expected.items()
        for table, (rows, _) in tables.items()
        if rows == 0
    ]
    assert empty == []


def test_two_servers_get_the_same_rows(other_server, expected):
    start_over(other_server)
    assert checksums(other_server) == expected


def test_filling_again_replaces_the_rows_with_the_same_ones(other_server, expected):
    start_over(other_server, seed=8)
    with closing(other_server.connect()) as connection:
        loader.fill(connection, ["schwab", "patriot"], seed=7, scale=0.1, anchor=ANCHOR)
    again = checksums(other_server)
    for system in ("schwab", "patriot"):
        assert again[system] == expected[system]
    for system in ("swiftbolt", "mastertrade", "daily_profit"):
        assert again[system].keys() == expected[system].keys()
        assert again[system] != expected[system]


@pytest.mark.parametrize("system", SYSTEMS)
def test_another_seed_gives_other_rows(other_server, expected, system):
    with closing(other_server.connect()) as connection:
        loader.create(connection, [system])
        loader.fill(connection, [system], seed=9, scale=0.1, anchor=ANCHOR)
        found = loader.checksums(connection, system)
    same = [table for table in found if found[table] == expected[system][table]]
    # Catalogues are the same whatever the seed.
    assert len(same) < len(found) / 4, same


def test_lax_tables_have_no_rules_and_get_the_same_rows(other_server, expected):
    start_over(other_server, lax=True)
    for system in SYSTEMS:
        rules = [
            f"{system}.{table}.{column}"
            for table, column, is_required, _, is_partition_key in columns(other_server, system)
            if is_required and not is_partition_key
        ]
        assert rules == []
        types = {
            type_name.removesuffix("[]") for _, _, _, type_name, _ in columns(other_server, system)
        }
        with cursor_of(other_server, system) as cursor:
            cursor.execute(ENUM_VALUES, [loader.schema_of(system)])
            assert types.isdisjoint(name for name, _ in cursor.fetchall())
            cursor.execute(
                "select conname from pg_constraint where connamespace = %s::regnamespace"
                " and contype in ('p', 'u', 'f', 'c', 'x')",
                [loader.schema_of(system)],
            )
            assert cursor.fetchall() == []
            cursor.execute(
                "select indexrelid::regclass from pg_index join pg_class on oid = indexrelid"
                " where indisunique and relnamespace = %s::regnamespace",
                [loader.schema_of(system)],
            )
            assert cursor.fetchall() == []
    assert checksums(other_server) == expected


def test_create_makes_only_what_is_missing(other_server):
    with closing(other_server.connect()) as connection:
        loader.drop(connection, ["schwab", "patriot"])
        loader.create(connection, [system for system in SYSTEMS if system != "schwab"])
        assert loader.create(connection, SYSTEMS) == ["schwab"]
        assert set(loader.row_counts(connection, "schwab").values()) == {0}
        assert loader.create(connection, SYSTEMS) == []


def test_a_filled_system_is_marked_until_it_is_emptied_or_dropped(other_server):
    mark = loader.fingerprint(7, 0.01, ANCHOR)
    with closing(other_server.connect()) as connection:
        loader.create(connection, ["schwab"])
        loader.fill(connection, ["schwab"], seed=7, scale=0.01, anchor=ANCHOR)
        assert loader.is_filled(connection, "schwab", mark)
        assert not loader.is_filled(connection, "schwab", loader.fingerprint(8, 0.01, ANCHOR))
        loader.empty(connection, ["schwab"])
        assert not loader.is_filled(connection, "schwab", mark)
        assert set(loader.row_counts(connection, "schwab").values()) == {0}
        loader.drop(connection, ["schwab"])
        assert not loader.is_filled(connection, "schwab", mark)


def test_filling_leaves_nothing_else_behind(server):
    with cursor_of(server, "schwab") as cursor:
        cursor.execute(
            "select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'"
        )
        found = {name for (name,) in cursor.fetchall()}
        assert found == {"public", *map(loader.schema_of, SYSTEMS)}
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " union select proname from pg_proc where pronamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_table_no_column_and_no_type_is_lost(server, system):
    found = {}
    for table, column, is_required, type_name, _ in columns(server, system):
        found.setdefault(table, []).append((column, type_name + " not null" * is_required))
    listed = {
        table: [
            (column, spec["type"] if isinstance(spec, dict) else spec)
            for column, spec in inventory.items()
        ]
        for table, inventory in INVENTORY[system].items()
    }
    assert found.keys() == listed.keys()
    for table in listed:
        assert found[table] == listed[table], table


def test_the_inventory_lists_107_tables():
    sizes = Counter({system: len(tables) for system, tables in INVENTORY.items()})
    assert sizes == {
        "swiftbolt": 33, "mastertrade": 23, "daily_profit": 16, "schwab": 13, "patriot": 22,
    }  # fmt: skip
    assert sizes.total() == 107


def test_nothing_but_plans_and_expiries_lies_ahead_of_the_end(server):
    ahead = set()
    for system in SYSTEMS:
        times = [
            (table, column)
            for table, column, _, type_name, _ in columns(server, system)
            if type_name == "date" or type_name.startswith("timestamp")
        ]
        with cursor_of(server, system) as cursor:
            for table, column in times:
                cursor.execute(
                    sql.SQL("select exists (select from {} where {} > %s::timestamptz)").format(
                        sql.Identifier(table), sql.Identifier(column)
                    ),
                    [SAMPLE_END],
                )
                if cursor.fetchone()[0]:
                    ahead.add(f"raw_{system}.{table}.{column}")
    assert ahead == AHEAD


def test_bars_ahead_of_the_end_are_forecasts(server):
    with cursor_of(server, "swiftbolt") as cursor:
        cursor.execute("select distinct is_forecast from ohlc_bars_v2 where ts > %s", [SAMPLE_END])
        assert cursor.fetchall() == [(True,)]


# Users come in twenty kinds, so a tenth of the demo has not all of them.
@pytest.mark.parametrize(("system", "scale"), [("swiftbolt", 0.1), ("patriot", 0.5)])
def test_every_value_of_every_enum_occurs(other_server, system, scale):
    with closing(other_server.connect()) as connection:
        loader.drop(connection, [system])
    fill_sources(other_server, scale=scale, systems=[system])
    with cursor_of(other_server, system) as cursor:
        cursor.execute(ENUM_VALUES, [loader.schema_of(system)])
        wanted = set(cursor.fetchall())
        types = {name for name, _ in wanted}
        assert types
        found = set()
        for table, column, _, type_name, _ in columns(other_server, system):
            name = type_name.removesuffix("[]")
            if name not in types:
                continue
            value = "unnest({})" if type_name.endswith("[]") else "{}"
            cursor.execute(
                sql.SQL("select distinct " + value + "::text from {}").format(
                    sql.Identifier(column), sql.Identifier(table)
                )
            )
            found |= {(name, label) for (label,) in cursor.fetchall() if label is not None}
    assert found == wanted
