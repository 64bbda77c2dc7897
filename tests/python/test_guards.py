"""Every guard bites: a bad row for every rule, and what becomes of it.

One server without constraints is built clean, then with a bad row for every row rule and a thousand
random ones, then with a bad row for every rule that is only reported.
"""

import json
import random
import re
from types import SimpleNamespace

import pytest

from conftest import Project, fill_sources
from rules import source_columns, stated_rules
from tradehouse.sample import faults, loader
from tradehouse.server import Server, wheel_install

RULES = stated_rules()
ROW_RULES = [rule for rule in RULES if rule.kind == "row"]
REPORTED_RULES = [rule for rule in RULES if rule.kind != "row"]
FAULTS = [fault for system in loader.SYSTEMS for fault in faults.catalogue(system)]
MODELS = {rule.model for rule in RULES}
# What every staging model keeps and none states (macro finite_rules).
IMPLIED = ("times_are_plausible", "numbers_are_finite")
ENDLESS = ("'NaN'", "'infinity'")
MARK = "PLANTED"
RANDOM_ROWS = 1000


@pytest.fixture(scope="module")
def lax(short_tmp):
    """A warehouse on sources without constraints, whose secret columns all say so."""
    server = Server(home=short_tmp / "lax", install=wheel_install())
    server.start()
    project = Project(server, short_tmp / "project-lax")
    _fill(project, plant=True)
    _build(project)
    yield project
    server.destroy()


def _build(project: Project) -> None:
    """Build everything, of the tests only those that judge raw rows."""
    project.dbt(
        "build", "--exclude", "resource_type:unit_test", "path:tests/invariants",
        "path:tests/reconciliation", "test_name:rules_hold",
        "test_name:references_parent",
        # Planted rows are loaded when the rows they are copies of were: no day is touched.
        variables={"max_rejected_share": 1, "keep_history": True, "audit": "whole"},
    )  # fmt: skip


def _fill(project: Project, *, plant: bool) -> None:
    fill_sources(project.server, scale=0.1, years=3, lax=True)
    connection = project.server.connect()
    with connection, connection.cursor() as cursor:
        for system in loader.SYSTEMS if plant else ():
            for table, columns in source_columns(system).items():
                _plant(cursor, system, table, columns)
    connection.close()


def _plant(cursor, system, table, columns) -> None:
    """Mark every value that must not enter the warehouse, alike wherever it stands."""
    secret = [name for name, meta in columns.items() if meta.keys() & {"excluded", "personal"}]
    cursor.execute(
        "select attname, format_type(atttypid, null) from pg_attribute"
        " where attrelid = %s::regclass and attname = any (%s)"
        " and format_type(atttypid, null) in ('text', 'character varying', 'json', 'jsonb')",
        [f"raw_{system}.{table}", secret],
    )
    for column, kind in cursor.fetchall():
        if "excluded" in columns[column]:
            marked = f"to_json('{MARK}'::text)::{kind}" if "json" in kind else f"'{MARK}'"
        elif "json" in kind or columns[column]["personal"] == "reduced":
            # Harmless parts of it are read.
            continue
        else:
            marked = f"'{MARK}' || \"{column}\""
        relation = f"raw_{system}.{table}"
        cursor.execute(f'alter table {relation} alter "{column}" type {_wide(kind)}')
        cursor.execute(f'update {relation} set "{column}" = {marked}')


def _wide(kind: str) -> str:
    return "text" if kind == "character varying" else kind


def _results(project: Project) -> dict[tuple[str, str], SimpleNamespace]:
    """The scorecard by raw table and rule."""
    rows = project.query(
        "select source_system, source_table, rule_name, rule_kind, rows_failing"
        " from marts.data_quality_scorecard"
    )
    return {
        (system, table, rule): SimpleNamespace(kind=kind, failing=failing)
        for system, table, rule, kind, failing in rows
    }


def _tables(project: Project) -> dict[str, tuple[str, str]]:
    """Platform and raw table by staging model."""
    manifest = json.loads((project.home / "target" / "manifest.json").read_text())
    return {
        node["name"]: tuple(node["sources"][0])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["name"] in MODELS
    }


def _marts(project: Project) -> dict[str, str]:
    """A checksum of every mart, leaving out when it was refreshed."""
    relations = project.query(
        "select relname from pg_class where relnamespace = 'marts'::regnamespace"
        " and relkind in ('m', 'r', 'p') order by relname"
    )
    return {
        name: project.value(
            "select count(*) || ' ' || coalesce(sum(hashtextextended("
            f"(to_jsonb(mart) - 'refreshed_at')::text, 0)), 0) from marts.{name} as mart"
        )
        for (name,) in relations
    }


@pytest.fixture(scope="module")
def clean(lax):
    """What the clean build left."""
    return SimpleNamespace(results=_results(lax), tables=_tables(lax), marts=_marts(lax))


@pytest.fixture(scope="module")
def after_row_faults(lax, clean):
    """A bad row for every row rule, number and time, and a thousand random ones, in one build."""
    kinds = {name: result.kind for name, result in clean.results.items()}
    known = [f for f in FAULTS if kinds.get((f.system, f.guards, f.rule)) == "row"]
    chosen = known + random.Random(7).choices(known, k=RANDOM_ROWS)  # noqa: S311
    connection = lax.server.connect()
    with connection:
        for system in loader.SYSTEMS:
            chosen += faults.of_columns(connection, system)
        rows = faults.inject(connection, chosen)
    connection.close()
    _build(lax)
    rejected = lax.query(
        "select source_system, source_table, broken_rules, source_row"
        " from quarantine.rejected_rows where resolved_at is null"
    )
    return SimpleNamespace(
        put=list(zip(chosen, rows, strict=True)),
        rejected=rejected,
        results=_results(lax),
        marts=_marts(lax),
        leaks=_leaks(lax),
    )


def _leaks(project: Project) -> tuple[int, list[str], bool]:
    """How many relations were read whole, which of them show a secret, and whether raw ones do."""
    relations = [
        name
        for (name,) in project.query(
            "select format('%I.%I', nspname, relname) from pg_class"
            " join pg_namespace on pg_namespace.oid = relnamespace"
            " where relkind in ('r', 'p', 'm', 'v') and nspname in ('staging', 'intermediate',"
            " 'marts', 'quarantine', 'history', 'private', 'seeds')"
        )
    ]
    shows = "select exists (select from {} as one where one::text like %s)"
    found = [name for name in relations if project.value(shows.format(name), [f"%{MARK}%"])]
    return len(relations), found, project.value(shows.format("raw_patriot.users"), [f"%{MARK}%"])


@pytest.fixture(scope="module")
def after_reported_faults(lax, clean, after_row_faults):
    """Clean again, then a bad row for every rule that is only reported: all is built and tested."""
    _fill(lax, plant=False)
    connection = lax.server.connect()
    wanted = {(rule.model, rule.name) for rule in REPORTED_RULES}
    models = {table: model for model, table in clean.tables.items()}
    with connection:
        faults.inject(
            connection,
            [f for f in FAULTS if (models.get((f.system, f.guards)), f.rule) in wanted],
        )
    connection.close()
    green, said = lax.dbt_outcome(
        "build", "--exclude", "resource_type:unit_test",
        variables={"max_rejected_share": 1, "max_drift_days": None, "audit": "whole"},
    )  # fmt: skip
    return SimpleNamespace(results=_results(lax), green=green, said=said)


def test_clean_rows_break_no_rule(clean):
    assert clean.results
    assert {name: r.failing for name, r in clean.results.items() if r.failing} == {}


def test_the_scorecard_has_every_stated_rule_and_no_other(clean):
    stated = {(*clean.tables[rule.model], rule.name) for rule in RULES}
    assert {result for result in clean.results if result[2] not in IMPLIED} == stated
    print(f"{len(RULES)} rules: {len(ROW_RULES)} of rows, {len(REPORTED_RULES)} reported")


def test_every_rule_has_a_fault_and_every_fault_a_rule(clean):
    known = {(fault.system, fault.guards, fault.rule) for fault in FAULTS}
    assert known == {result for result in clean.results if result[2] not in IMPLIED}


@pytest.mark.parametrize("rule", ROW_RULES, ids=str)
def test_a_row_that_breaks_a_rule_is_quarantined_for_it(rule, clean, after_row_faults):
    table = (*clean.tables[rule.model], rule.name)
    assert after_row_faults.results[table].failing > 0
    put = [(f, row) for f, row in after_row_faults.put if (f.system, f.guards, f.rule) == table]
    assert put
    for fault, row in put:
        assert sorted([fault.rule, *fault.also]) in _reasons(after_row_faults, fault, row)


def test_a_number_and_a_time_that_is_none_is_quarantined_for_it(lax, after_row_faults):
    put = [(fault, row) for fault, row in after_row_faults.put if fault.rule in IMPLIED]
    missed = [
        f"{fault.table}: {[name for name, value in fault.changes.items() if value in ENDLESS]}"
        for fault, row in put
        if [fault.rule] not in _reasons(after_row_faults, fault, row)
    ]
    assert missed == []
    # As many kinds of them as the staging models show.
    shown = lax.value(
        "select count(*) from information_schema.columns where table_schema = 'staging'"
        " and table_name like 'stg%%' and data_type = any (%s)",
        [["numeric", "date", "timestamp with time zone"]],
    )
    assert len(put) > 0.8 * shown


def _reasons(after_row_faults, fault, row) -> list[list[str]]:
    """The broken rules of the quarantined rows that are this row, less what is never kept."""
    return [
        sorted(broken)
        for system, table, broken, kept in after_row_faults.rejected
        if (system, table) == (fault.system, fault.table)
        and all(row.get(name) == value for name, value in kept.items())
    ]


@pytest.mark.parametrize("rule", REPORTED_RULES, ids=str)
def test_a_row_that_breaks_a_rule_between_rows_is_reported(rule, clean, after_reported_faults):
    table = (*clean.tables[rule.model], rule.name)
    assert after_reported_faults.results[table].failing > 0


def test_what_rules_only_report_stops_nothing(after_reported_faults):
    """The rows are in the marts; no test of a mart is red for what a rule of the source reports."""
    assert after_reported_faults.green, after_reported_faults.said[-6000:]


def test_every_bad_row_is_in_quarantine_and_no_good_one(after_row_faults):
    assert len(after_row_faults.put) > RANDOM_ROWS
    assert len(after_row_faults.rejected) == len(after_row_faults.put)


def test_bad_rows_change_no_mart(clean, after_row_faults):
    assert after_row_faults.marts == clean.marts


def test_no_row_is_lost_between_raw_and_staging(lax, after_row_faults):
    audits = lax.query(
        "select source_system, source_table, source_rows, accepted_rows, rejected_rows,"
        " superseded_rows from quarantine.table_audits"
    )
    assert len(audits) == len(MODELS)
    for _, table, rows, accepted, rejected, superseded in audits:
        assert rows == accepted + rejected + superseded, table


def test_repaired_rows_leave_the_quarantine_and_stay_on_record(lax, after_reported_faults):
    open_rows, resolved = lax.query(
        "select count(*) filter (where resolved_at is null), count(resolved_at)"
        " from quarantine.rejected_rows"
    )[0]
    assert open_rows == 0
    assert resolved > RANDOM_ROWS


def test_no_secret_and_nothing_personal_is_in_the_warehouse(after_row_faults):
    looked_at, found, planted = after_row_faults.leaks
    assert planted
    assert looked_at > 2 * len(MODELS)
    assert found == []


def test_of_copies_the_newest_good_one_counts(lax, after_reported_faults):
    """A view is read, nothing is built: what it shows follows its raw table at once."""
    copies = """
        insert into raw_daily_profit.raw_plans_data
        select (jsonb_populate_record(plan, jsonb_build_object(
            'id', 900000 + copy, 'plan_name', 'copy ' || copy, 'starting_balance', balance,
            'ingestion_timestamp', now() at time zone 'UTC' + copy * interval '1 minute'
        ))).*
        from raw_daily_profit.raw_plans_data as plan
        cross join (values (1, 50000), (2, 60000), (3, -1)) as copies (copy, balance)
        where plan.id = (select min(id) from raw_daily_profit.raw_plans_data)
        returning plan_id
    """
    shown = "select plan_name from staging.stg_daily_profit__plans where plan_id = %s"
    connection = lax.server.connect()
    with connection.cursor() as cursor:
        cursor.execute(copies)
        plan_id, *_ = cursor.fetchone()
        cursor.execute(shown, [plan_id])
        assert cursor.fetchall() == [("copy 2",)]
    connection.rollback()
    connection.close()


def test_a_position_that_lacks_a_rejected_leg_has_no_sums(lax, after_reported_faults):
    """Views are read, nothing is built."""
    sums = (
        "debit_usd, credit_usd, net_premium_usd, open_premium_usd, is_loss_unlimited,"
        " is_profit_unlimited, worst_pnl_usd, best_pnl_usd, realized_pnl_usd, market_value_usd,"
        " unrealized_pnl_usd, net_delta_shares, net_gamma_shares, net_theta_usd, net_vega_usd,"
        " net_rho_usd"
    )
    shown = (
        f"select legs, rejected_legs, num_nonnulls({sums})"
        " from intermediate.int_option_positions_folded where strategy_id = %(position)s"
    )
    leg = " where strategy_id = %(position)s::uuid and leg_number = 1"
    change = "update raw_swiftbolt.options_legs set {}" + leg
    copy = (
        "insert into raw_swiftbolt.options_legs select (jsonb_populate_record(leg,"
        " jsonb_build_object('contracts', 0, 'updated_at', leg.updated_at + interval '1 day', {}"
        " ))).* from raw_swiftbolt.options_legs as leg" + leg
    )
    another = "'id', md5('another')::uuid, 'leg_number', 9, 'entry_timestamp', {}"
    later = "(select as_of + interval '1 day' from intermediate.clock)"
    told = [
        # What only looks odd rejects no leg, and a rejected copy of a good one lacks nothing.
        (change.format("dte_at_entry = dte_at_entry + 7, exit_price = 1"), 2, 0),
        (copy.format("'id', leg.id"), 2, 0),
        (copy.format("'id', md5('copy')::uuid"), 2, 0),
        # One that is still to be opened is not missing yet, one that doesn't say when is.
        (copy.format(another.format(later)), 2, 0),
        (copy.format(another.format("'infinity'::text")), 2, 1),
        (change.format("contracts = 0"), 1, 2),
    ]
    connection = lax.server.connect()
    with connection.cursor() as cursor:
        cursor.execute(
            "select strategy_id from intermediate.int_option_positions_folded"
            f" where legs = 2 and open_legs = 2 and num_nonnulls({sums}) = 16"
            " order by strategy_id limit 1"
        )
        position = {"position": cursor.fetchone()[0]}
        for statement, legs, rejected in told:
            cursor.execute(statement, position)
            assert cursor.rowcount > 0
            cursor.execute(shown, position)
            assert cursor.fetchall() == [(legs, rejected, 0 if rejected else 16)], statement
    connection.rollback()
    connection.close()


def test_too_many_rejected_rows_stop_what_depends_on_the_table(lax, after_reported_faults):
    before = _marts(lax)
    lax.query(
        "update raw_schwab.execution_legs set quantity = -quantity where execution_id % 10 = 0"
    )
    reads_it = "int_schwab_fills"
    output = lax.dbt(
        "build", "-s", "stg_schwab__executions", reads_it, "account_performance", ok=False
    )
    assert "stg_schwab__executions_keeps_its_rules" in output
    assert re.search(rf"SKIP relation .*{reads_it}", output)
    assert "SKIP" in output or "keeps its last content" in output
    assert _marts(lax) == before
    # The scorecard was not built either, and tells it.
    told = _results(lax)[("schwab", "execution_legs", "quantity_is_positive")]
    assert told.kind == "row"
    assert told.failing > 0


def test_an_audit_asks_dbt_for_its_own_table_alone(lax, after_reported_faults):
    """dbt lets a model wait for a test when it reads all that the test does."""
    manifest = json.loads((lax.home / "target" / "manifest.json").read_text(encoding="utf-8"))
    audits = {
        node["attached_node"]: node["depends_on"]["nodes"]
        for node in manifest["nodes"].values()
        if node.get("test_metadata", {}).get("name") == "keeps_its_rules"
        and node["original_file_path"].startswith("models/staging/")
    }
    assert {model.split(".")[-1] for model in audits} == {rule.model for rule in stated_rules()}
    assert {model: asked for model, asked in audits.items() if asked != [model]} == {}


@pytest.mark.parametrize("end", ["max", "min"])
def test_the_largest_and_smallest_integers_stop_nothing(end, lax, after_reported_faults):
    """What a rule works out of them must not overflow: that would stop every row of the table."""
    _fill(lax, plant=False)
    ends = {
        "smallint": {"max": 2**15 - 1, "min": -(2**15)},
        "integer": {"max": 2**31 - 1, "min": -(2**31)},
        "bigint": {"max": 2**63 - 1, "min": -(2**63)},
    }
    columns = lax.query(
        "select format('%%I.%%I', nspname, relname), quote_ident(attname),"
        " format_type(atttypid, null)"
        " from pg_attribute join pg_class on pg_class.oid = attrelid"
        " join pg_namespace on pg_namespace.oid = relnamespace"
        " where nspname like 'raw\\_%%' and relkind in ('r', 'p') and not relispartition"
        " and attnum > 0 and format_type(atttypid, null) = any (%s)",
        [list(ends)],
    )
    assert len(columns) > 150
    for place, (table, column, kind) in enumerate(columns):
        lax.query(
            f"update {table} as extreme set {column} = {ends[kind][end]}"
            f" from (select tableoid, ctid from {table} limit 1 offset {place % 10}) as one"
            " where extreme.tableoid = one.tableoid and extreme.ctid = one.ctid"
        )
    lax.dbt(
        "build", "-s", "path:models/staging", "--exclude", "test_type:singular",
        variables={"max_rejected_share": 1, "audit": "whole"},
    )  # fmt: skip
