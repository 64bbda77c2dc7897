"""What each macro of macros/materializations does, one behaviour a test."""

import re

import pytest

from outages import stuck
from scratch_project import LEFTOVERS

MART = "latest_forecast_summary"
MARK = "__retired_0123456789abcdef"


def run(scratch, *names, **options) -> str:
    return scratch.dbt("run", "-s", *names, **options)


def kind_of(scratch, relation) -> str:
    return scratch.value("select relkind from pg_class where oid = to_regclass(%s)", [relation])


def test_a_broken_contract_fails_before_readers_see_it_and_names_the_columns(scratch):
    before, identity = scratch.version(MART), scratch.oid(f"marts.{MART}")
    scratch.edit(
        "_forecasts__models.yml",
        (
            "name: confidence\n        data_type: numeric",
            "name: confidence\n        data_type: text",
        ),
        ("name: forecast_age\n", "name: forecast_years\n"),
    )
    output = run(scratch, MART, ok=False)
    scratch.restore("models")
    assert "confidence: declared text, built numeric" in output
    assert "forecast_age: not declared, built interval" in output
    assert "forecast_years: declared interval, not built" in output
    assert (scratch.version(MART), scratch.oid(f"marts.{MART}")) == (before, identity)


def test_rows_that_break_an_audit_are_not_published(scratch):
    before = scratch.version(MART)
    scratch.edit(
        f"{MART}.sql", ("    ]\n)", "    ],\n    audits={'never_true': 'ticker is null'}\n)")
    )
    output = run(scratch, MART, ok=False)
    scratch.restore("models")
    assert "never_true" in output
    assert scratch.version(MART) == before
    assert scratch.query(LEFTOVERS) == []


def test_a_role_that_is_declared_can_read_until_it_is_no_longer_declared(scratch):
    scratch.execute("create role auditor", 'create role "Jane Doe"')
    for file, meta in (
        ("_forecasts__models.yml", "      meta: {refresh_tier: every_15_minutes}\n"),
    ):
        scratch.edit(file, (meta, meta + "      grants: {select: [bi_reader, auditor]}\n"))
    run(scratch, MART)
    both = {("bi_reader", "SELECT"), ("auditor", "SELECT")}
    assert scratch.readers_of(f"marts.{MART}") == both
    scratch.restore("models")
    for relation in (MART, "dim_owners"):
        scratch.execute(
            f"grant select on marts.{relation} to public",
            f'grant select, references on marts.{relation} to "Jane Doe"',
            f"grant select (as_of) on marts.{relation} to auditor",
        )
    output = run(scratch, MART, "dim_owners")
    assert "Rebuilding" not in output
    for relation in (MART, "dim_owners"):
        assert scratch.readers_of(f"marts.{relation}") == {("bi_reader", "SELECT")}
        for role in ("auditor", "Jane Doe"):
            assert not scratch.value(
                "select has_any_column_privilege(%s, %s, 'select')", [role, f"marts.{relation}"]
            )


def test_retired_names_are_unique_and_fit(scratch):
    scratch.add(
        "macros/say_names.sql",
        "{% macro say_names() %}{% for name in ['short', 'a_very_long_name' * 5] * 2 %}"
        "{% do log('name: ' ~ retired_name(api.Relation.create(identifier=name)), info=true) %}"
        "{% endfor %}{% endmacro %}",
    )
    names = re.findall(r"name: (\S+)", scratch.dbt("run-operation", "say_names"))
    scratch.restore("macros")
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[a-z_]{1,37}__retired_[0-9a-f]{16}", name) for name in names)
    assert max(len(name) for name in names) <= 63


def test_the_sweep_takes_what_nothing_needs_in_the_schemas_of_the_project_only(scratch):
    scratch.execute(
        "create schema if not exists elsewhere",
        f"create table elsewhere.free{MARK} ()",
        f"create table intermediate.base{MARK} ()",
        f"create view intermediate.upon{MARK} as select from intermediate.base{MARK}",
        f"create table intermediate.needed{MARK} ()",
        f"create view elsewhere.needs as select from intermediate.needed{MARK}",
        "create table intermediate.no_mark__retired_ ()",
    )
    run(scratch, "clock")
    left = {name for (name,) in scratch.query(LEFTOVERS)}
    assert left == {f"free{MARK}", f"needed{MARK}", "no_mark__retired_"}
    scratch.execute("drop schema elsewhere cascade", "drop table intermediate.no_mark__retired_")
    assert scratch.leftovers() == []


def test_people_are_told_of_views_that_read_what_was_retired(scratch):
    scratch.execute(
        "create schema if not exists elsewhere",
        f"create table marts.summary{MARK} ()",
        f"create view elsewhere.needs as select from marts.summary{MARK}",
    )
    output = run(scratch, "clock")
    assert f"elsewhere.needs reads marts.summary{MARK}" in output
    assert "from marts.summary: create or replace view elsewhere.needs" in " ".join(output.split())
    scratch.execute("drop schema elsewhere cascade")
    assert "which was replaced" not in run(scratch, "clock")
    assert scratch.leftovers() == []


def test_a_drop_keeps_what_has_dependents_under_another_name(scratch):
    scratch.add(
        "macros/drop_two.sql",
        "{% macro drop_two() %}{% for name in ['used_one', 'unused_one'] %}"
        "{% set relation = api.Relation.create(schema='intermediate', identifier=name) %}"
        "{% do run_query(drop_or_retire('table', relation) ~ '; commit') %}"
        "{% endfor %}{% endmacro %}",
    )
    scratch.execute(
        "create table intermediate.used_one as select 1 as one",
        "create table intermediate.unused_one ()",
        "create view intermediate.user_of_it as select one from intermediate.used_one",
    )
    scratch.dbt("run-operation", "drop_two")
    scratch.restore("macros")
    assert scratch.oid("intermediate.used_one") is None
    assert scratch.oid("intermediate.unused_one") is None
    assert scratch.value("select one from intermediate.user_of_it") == 1
    assert len(scratch.query(LEFTOVERS)) == 1
    scratch.execute("drop view intermediate.user_of_it")
    assert scratch.leftovers() == []


def test_a_drop_by_dbt_itself_takes_nothing_along_that_needs_it(scratch):
    kinds = {"table": "table", "view": "view", "materialized_view": "materialized view"}
    drops = "".join(
        f"{{% do adapter.drop_relation(api.Relation.create(schema='intermediate',"
        f" identifier='needed_{kind}', type='{kind}')) %}}"
        for kind in kinds
    )
    scratch.add(
        "macros/drop_all.sql",
        f"{{% macro drop_all() %}}{drops}{{% do run_query('commit') %}}{{% endmacro %}}",
    )
    for kind, words in kinds.items():
        scratch.execute(
            f"create {words} intermediate.needed_{kind} as select 1 as one",
            f"create view intermediate.needs_{kind} as select one from intermediate.needed_{kind}",
        )
    scratch.dbt("run-operation", "drop_all")
    scratch.restore("macros")
    for kind in kinds:
        assert scratch.oid(f"intermediate.needed_{kind}") is None
        assert scratch.value(f"select one from intermediate.needs_{kind}") == 1
        scratch.execute(f"drop view intermediate.needs_{kind}")
    assert scratch.leftovers() == []


def test_indexes_made_by_hand_do_not_cause_a_rebuild_and_stay(scratch):
    made = {
        "by_range": "using gist (tstzrange(run_at, as_of))",
        "by_part": "(ticker) where is_stale",
        "by_expression": "(lower(ticker))",
        "by_cover": "(ticker) include (confidence)",
        "by_brin": "using brin (run_at)",
        "by_unique_part": "(instrument_key, horizon) where confidence > 0",
    }
    for name, text in made.items():
        unique = "unique" if "unique" in name else ""
        scratch.execute(f"create {unique} index {name} on marts.{MART} {text}")
    before = scratch.oid(f"marts.{MART}")
    output = run(scratch, MART)
    assert "Rebuilding" not in output
    assert scratch.oid(f"marts.{MART}") == before
    assert all(scratch.oid(f"marts.{name}") for name in made)
    run(scratch, MART, "--full-refresh")
    assert all(scratch.oid(f"marts.{name}") for name in made), "a rebuild loses them"


def test_declared_indexes_of_any_kind_are_made_once(scratch):
    scratch.edit(
        "dashboard_symbol_summary.sql",
        (
            "        {'columns': ['ticker']},\n",
            "        {'columns': ['ticker'], 'type': 'hash'},\n"
            "        {'columns': ['source_systems'], 'type': 'gin'},\n"
            "        {'columns': ['lower(ticker)', 'last_close_date desc']},\n",
        ),
    )
    assert "Rebuilding" in run(scratch, "dashboard_symbol_summary")
    before = scratch.oid("marts.dashboard_symbol_summary")
    assert "Rebuilding" not in run(scratch, "dashboard_symbol_summary")
    assert scratch.oid("marts.dashboard_symbol_summary") == before
    scratch.restore("models")
    assert "an index is" in run(scratch, "dashboard_symbol_summary")
    assert scratch.problems() == []


def test_a_view_is_replaced_in_place_and_keeps_what_depends_on_it(scratch):
    view = "intermediate.int_sentiment_7d"
    before, mart = scratch.oid(view), scratch.oid("marts.dashboard_symbol_summary")
    scratch.edit(
        "int_sentiment_7d.sql",
        ("as mean_sentiment_score\n", "as mean_sentiment_score,\n        1 as one\n"),
    )
    run(scratch, "int_sentiment_7d")
    assert "one" in scratch.columns(view)
    assert (scratch.oid(view), scratch.oid("marts.dashboard_symbol_summary")) == (before, mart)
    assert scratch.query(LEFTOVERS) == []
    scratch.restore("models")
    run(scratch, "int_sentiment_7d", "dashboard_symbol_summary")
    assert scratch.problems() == []
    assert scratch.leftovers() == []


def test_a_view_becomes_a_table_and_a_view_again(scratch):
    view = "intermediate.int_sentiment_7d"
    text = (scratch.root / "models/intermediate/sentiment/int_sentiment_7d.sql").read_text()
    for materialized, kind in (
        ("table", "r"),
        ("view", "v"),
        ("replaced_table", "r"),
        ("view", "v"),
    ):
        scratch.add(
            "models/intermediate/sentiment/int_sentiment_7d.sql",
            f"{{{{ config(materialized='{materialized}') }}}}\n{text}",
        )
        run(scratch, "int_sentiment_7d", "dashboard_symbol_summary")
        assert kind_of(scratch, view) == kind
    scratch.restore("models")
    assert scratch.problems() == []
    assert scratch.leftovers() == []


def test_a_view_has_the_comments_and_nobodys_grants_but_those_of_its_model(scratch):
    view = "intermediate.int_sentiment_7d"
    scratch.execute(f"grant select on {view} to bi_reader", f"comment on view {view} is null")
    run(scratch, "int_sentiment_7d")
    assert scratch.readers_of(view) == set()
    assert scratch.value(f"select obj_description('{view}'::regclass)")


def test_comments_are_put_right_and_written_only_where_they_differ(scratch):
    owners, mart = "marts.dim_owners", f"marts.{MART}"
    comments = (
        "select objsubid, description, xmin::text from pg_description"
        f" where objoid in ('{owners}'::regclass, '{mart}'::regclass) order by objoid, objsubid"
    )
    before = scratch.query(comments)
    assert len(before) == 2 + len(scratch.columns(owners)) + len(scratch.columns(mart))
    run(scratch, "dim_owners", MART)
    assert scratch.query(comments) == before
    scratch.execute(
        f"comment on column {owners}.owner_key is 'another'",
        f"comment on materialized view {mart} is null",
    )
    run(scratch, "dim_owners", MART)
    after = scratch.query(comments)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    # Only those two were written.
    assert len(set(after) - set(before)) == 2


@pytest.mark.parametrize("table", ["dim_owners", "fct_executed_days", "fct_strategy_daily"])
def test_a_table_stays_the_same_object_from_run_to_run(scratch, table):
    before = scratch.oid(f"marts.{table}")
    run(scratch, table)
    run(scratch, table, "--full-refresh")
    assert scratch.oid(f"marts.{table}") == before
    assert scratch.query(LEFTOVERS) == []


def test_a_mart_becomes_a_table_and_a_mart_again(scratch):
    scratch.edit(f"{MART}.sql", ("config(\n", "config(\n    materialized='replaced_table',\n"))
    run(scratch, MART)
    assert kind_of(scratch, f"marts.{MART}") == "r"
    scratch.restore("models")
    run(scratch, MART)
    assert kind_of(scratch, f"marts.{MART}") == "m"
    assert scratch.problems() == []
    assert scratch.leftovers() == []


def test_a_prepared_select_star_outlives_a_rebuild_that_keeps_the_columns(scratch):
    reader = scratch.server.connect(options="-c role=bi_reader")
    reader.autocommit = True
    with reader.cursor() as cursor:
        cursor.execute(f"prepare everything as select * from marts.{MART}")
        cursor.execute("execute everything")
        run(scratch, MART, "--full-refresh")
        cursor.execute("execute everything")
        assert cursor.fetchall()
    reader.close()


def test_a_unit_test_takes_a_mart_as_its_input(scratch):
    scratch.add(
        "models/utilities/upon_mart.sql", f"select count(*) as n from {{{{ ref('{MART}') }}}}"
    )
    scratch.add(
        "models/utilities/upon_mart.yml",
        "unit_tests:\n  - name: rows_are_counted\n    model: upon_mart\n    given:\n"
        f"      - input: ref('{MART}')\n        rows: [{{ticker: A}}, {{ticker: B}}]\n"
        "    expect:\n      rows: [{n: 2}]\n",
    )
    output = scratch.dbt("build", "-s", "upon_mart")
    scratch.restore("models")
    scratch.execute("drop view intermediate.upon_mart")
    assert re.search(r"PASS.*rows_are_counted", output)


def test_dbt_that_waits_for_a_swap_holds_up_no_reader_and_is_given_up_when_it_dies(scratch):
    with stuck(scratch, MART, "run", "-s", MART, "--full-refresh") as process:
        # dbt waits for a transaction that read the mart; behind dbt's lock these would wait, too.
        reader = scratch.server.connect(options="-c role=bi_reader -c lock_timeout=8s")
        with reader.cursor() as cursor:
            for _ in range(3):
                cursor.execute(f"select count(*) from marts.{MART}")
                reader.rollback()
        reader.close()
        process.kill()
        process.communicate()
        scratch.wait_for(
            "select 1 where not exists (select from pg_stat_activity"
            " where application_name = 'dbt' and state = 'active')"
        )
    run(scratch, MART)
    assert scratch.leftovers() == []


@pytest.mark.parametrize("mart", [MART, "dim_owners"])
def test_a_transaction_older_than_a_swap_does_not_meet_an_empty_mart(any_scratch, mart):
    """Its snapshot does not see rows of the swap's transaction, unless they are frozen.

    So does every SQL-level EXECUTE that waited for the swap's lock. A full refresh of a table
    replaces its rows in place; PostgreSQL has no way to swap in a table whose rows an older
    snapshot sees.
    """
    reader = any_scratch.server.connect(options="-c role=bi_reader")
    reader.set_session(isolation_level="repeatable read")
    with reader.cursor() as cursor:
        cursor.execute("select now()")
        run(any_scratch, mart, "--full-refresh")
        cursor.execute(f"select count(*) from marts.{mart}")
        assert cursor.fetchone()[0] > 0
    reader.close()


# -- runs and releases ------------------------------------------------------------------------


def test_a_run_takes_the_target_from_nobody_who_lives_and_gives_it_back(scratch):
    run(scratch, "clock")
    assert scratch.value("select invocation_id from private.run_lock") is None
    scratch.execute(
        "update private.run_lock set invocation_id = 'somebody', role_name = current_user,"
        " since = '2026-01-01 12:00:00+00'"
    )
    # Every statement of a run says which run it belongs to.
    holder = scratch.server.connect()
    holder.autocommit = True
    holder.cursor().execute("select 'somebody'")
    refusal = run(scratch, "clock", ok=False)
    assert "is held by run somebody" in refusal
    assert "since 2026-01-01 12:00:00 UTC" in refusal
    holder.close()
    run(scratch, "clock")


def test_a_run_that_was_believed_dead_stops_before_its_next_model(scratch):
    scratch.add(
        "models/utilities/loser.sql",
        "{{ config(post_hook=\"update private.run_lock set invocation_id = 'another'\") }}"
        " select 1 as one",
    )
    scratch.add("models/utilities/late.sql", "select one from {{ ref('loser') }}")
    output = run(scratch, "loser", "late", ok=False)
    scratch.restore("models")
    assert "lost the target to run another" in output
    assert scratch.oid("intermediate.late") is None
    scratch.execute(
        "update private.run_lock set invocation_id = null", "drop view intermediate.loser"
    )


def test_a_former_release_goes_whole_or_not_at_all_and_takes_nothing_along(scratch):
    scratch.add(
        "macros/empty_it.sql",
        "{% macro empty_it() %}{% do run_query(empty_schema_sql('former') ~ '; commit') %}"
        "{% endmacro %}",
    )
    scratch.execute(
        "create schema former",
        "create table former.a as select 1 as one",
        "create view former.b as select one from former.a",
        "create materialized view former.c as select one from former.b",
        "create view intermediate.hand_made as select one from former.c",
    )
    assert "depend" in scratch.dbt("run-operation", "empty_it", ok=False)
    assert scratch.value("select one from intermediate.hand_made") == 1
    scratch.execute("drop view intermediate.hand_made")
    scratch.dbt("run-operation", "empty_it")
    scratch.restore("macros")
    assert all(scratch.oid(f"former.{name}") is None for name in "abc")
    scratch.execute("drop schema former")
