"""Nothing the platforms assert goes missing: every constraint of every raw table has its guard."""

import re

import pytest

from rules import contract, read_columns, source_columns, stated_rules
from tradehouse.paths import PROJECT_ROOT
from tradehouse.sample import loader
from tradehouse.server import Server, wheel_install

_CONSTRAINTS = """
    with tables as (
        select oid, relname from pg_class
        where relnamespace = %(schema)s::regnamespace and relkind in ('r', 'p')
            and not relispartition
    )

    select relname, 'not null ' || attname from tables
    join pg_attribute on attrelid = tables.oid
    where attnum > 0 and not attisdropped and attnotnull
    union all
    select relname, 'enum ' || attname || ' ' || format_type(atttypid, atttypmod) from tables
    join pg_attribute on attrelid = tables.oid
    join pg_type on pg_type.oid = atttypid
    left join pg_type as element on element.oid = pg_type.typelem
    where attnum > 0 and not attisdropped
        and (pg_type.typtype = 'e' or (pg_type.typcategory = 'A' and element.typtype = 'e'))
    union all
    select relname, pg_get_constraintdef(con.oid) from tables
    join pg_constraint as con on conrelid = tables.oid
    where contype in ('p', 'u', 'f', 'c', 'x')
    union all
    select relname, pg_get_indexdef(indexrelid) from tables
    join pg_index on indrelid = tables.oid
    where indisunique and not exists (select from pg_constraint where conindid = indexrelid)
"""


@pytest.fixture(scope="module")
def constraints(short_tmp):
    """What PostgreSQL enforces on the raw tables, by platform and table."""
    server = Server(home=short_tmp / "strict", install=wheel_install())
    server.start()
    connection = server.connect()
    loader.create(connection, list(loader.SYSTEMS))
    found = {}
    with connection, connection.cursor() as cursor:
        for system in loader.SYSTEMS:
            cursor.execute(f"set search_path to raw_{system}")
            cursor.execute(_CONSTRAINTS, {"schema": f"raw_{system}"})
            found[system] = set(cursor.fetchall())
    connection.close()
    yield found
    server.destroy()


def _entries(system: str) -> list[tuple[str, dict]]:
    return [(table, entry) for table, entries in contract(system).items() for entry in entries]


@pytest.mark.parametrize("system", loader.SYSTEMS)
def test_every_constraint_is_in_the_inventory(constraints, system):
    listed = {(table, entry["contract"]) for table, entry in _entries(system)}
    assert constraints[system]
    assert constraints[system] - listed == set()


@pytest.mark.parametrize("system", loader.SYSTEMS)
def test_every_line_of_the_inventory_has_a_guard_that_exists_or_a_reason(system):
    models = _models(system)
    rules = {(models[rule.model], rule.name) for rule in stated_rules() if rule.system == system}
    guarded = excluded = 0
    for table, entry in _entries(system):
        if "excluded" in entry:
            assert len(entry["excluded"]) > 5, entry
            excluded += 1
            continue
        names = entry["guard"] if isinstance(entry["guard"], list) else [entry["guard"]]
        for name in names:
            own_table, _, rule = name.rpartition(".")
            assert (own_table or table, rule) in rules, (table, entry)
        guarded += 1
    print(f"{system}: {guarded} lines guarded, {excluded} excluded, {len(rules)} rules")
    assert guarded > excluded


@pytest.mark.parametrize("system", loader.SYSTEMS)
def test_every_table_of_the_platform_has_a_source_entry_and_rules(constraints, system):
    tables = {table for table, _ in constraints[system]} | set(source_columns(system))
    assert set(source_columns(system)) == tables
    assert set(_models(system).values()) == tables


def _models(system: str) -> dict[str, str]:
    """Raw table by staging model."""
    found = {}
    for file in sorted((PROJECT_ROOT / "models" / "staging" / system).glob("stg_*.sql")):
        (table,) = set(re.findall(r"source_rows\('\w+', '(\w+)'\)", file.read_text()))
        found[file.stem] = table
    return found


def columns_that_may_be_missing(required: dict) -> tuple[int, list[tuple[str, str]]]:
    """How many raw columns stand alone behind a not-null rule, and which may be left out.

    Args:
        required: What the source entries say, by raw column, by platform and raw table.
    """
    looked_at, found = 0, []
    for rule in stated_rules():
        if rule.kind != "row" or not rule.name.endswith("_is_not_null"):
            continue
        file = PROJECT_ROOT / "models" / "staging" / rule.system / f"{rule.model}.sql"
        sql = file.read_text(encoding="utf-8")
        columns = required[rule.system][re.search(r"source_rows\(\s*'\w+',\s*'(\w+)'", sql)[1]]
        read = read_columns(sql, rule.name.removesuffix("_is_not_null"), set(columns))
        if len(read) == 1:
            (column,) = read
            looked_at += 1
            if not columns[column].get("required"):
                found.append((rule.model, column))
    return looked_at, found


def test_every_column_behind_a_not_null_rule_is_required():
    said = {system: source_columns(system) for system in loader.SYSTEMS}
    looked_at, found = columns_that_may_be_missing(said)
    assert looked_at > 500
    assert found == []
    said["schwab"]["orders"]["schwab_order_id"] = {}
    assert columns_that_may_be_missing(said)[1] == [("stg_schwab__orders", "schwab_order_id")]
