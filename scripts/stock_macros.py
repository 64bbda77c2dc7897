"""Take one macro after the other away and see whether a test notices.

Each macro of macros/materializations, macros/runs and macros/releases is put back to what
dbt-postgres does without it: its file is deleted, or, where other macros call it, its body is
replaced. Then the tests that should notice run on a copy of one server that is built once. A macro
whose tests stay green protects nothing, or nothing that is tested: the script ends with an error.

    .venv/bin/python scripts/stock_macros.py             all, about fifteen minutes
    .venv/bin/python scripts/stock_macros.py view ...    some
    .venv/bin/python scripts/stock_macros.py --write     and write docs/stock-macros.md
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "python"
sys.path.insert(0, str(TESTS))

from scratch_project import PARTS, filled_project  # noqa: E402
from tradehouse.server import Server, wheel_install  # noqa: E402

FOLDERS = ("materializations", "runs", "releases")
PAGE = ROOT / "docs" / "stock-macros.md"
HEAD = """\
# What each macro protects

Written from the table in `scripts/stock_macros.py`. Each macro was put back to what dbt-postgres
does without it, alone (deleted, or its body or one piece of it replaced); the test beside it then
failed, and it passes with the macro in place. Tests are in `tests/python/test_mart_macros.py` and
`test_always_there.py`.

| without the macro | what goes wrong | the test that notices |
|---|---|---|
"""


class Stock(NamedTuple):
    """How a macro is taken away, and who notices.

    Attributes:
        body: What stands in its place; None deletes the file.
        harm: What goes wrong without it.
        test: The test that notices, by name.
    """

    body: str | None
    harm: str
    test: str


_COMMENTS = "test_comments_are_put_right_and_written_only_where_they_differ"
_CONTRACT = "test_a_broken_contract_fails_before_readers_see_it_and_names_the_columns"
_INDEXES = "test_declared_indexes_of_any_kind_are_made_once"
_BY_HAND = "test_indexes_made_by_hand_do_not_cause_a_rebuild_and_stay"
_DROPPED = "test_a_drop_by_dbt_itself_takes_nothing_along_that_needs_it"
_VIEW = "test_a_view_is_replaced_in_place_and_keeps_what_depends_on_it"
_WAITING = "test_dbt_that_waits_for_a_swap_holds_up_no_reader_and_is_given_up_when_it_dies"
_SWEEP = "test_the_sweep_takes_what_nothing_needs_in_the_schemas_of_the_project_only"
_GRANTS = "test_a_role_that_is_declared_can_read_until_it_is_no_longer_declared"
_LOCK = "test_a_run_takes_the_target_from_nobody_who_lives_and_gives_it_back"
_FORGOTTEN = "test_every_run_names_the_marts_that_are_not_as_they_should_be"
_VERDICT = """\
    {{ return(run_query(
        "select case when to_regclass('" ~ relation ~ "') is null then 'create' else 'keep' end"
    ).columns[0].values()[0]) }}"""
_GIVE_BACK = """\
    update {{ private_relation('run_lock') }}
    set invocation_id = null where invocation_id = '{{ invocation_id }}'; commit"""

STOCK = {
    # -- DDL ----------------------------------------------------------------------------------
    "changed_comments_sql": Stock("select", "relations and columns have no comments", _COMMENTS),
    "drop_or_retire": Stock(
        "    drop {{ kind }} if exists {{ relation }} cascade",
        "a drop takes along what is built on top",
        "test_a_drop_keeps_what_has_dependents_under_another_name",
    ),
    "finish_view": Stock(
        "    {%- do adapter.commit() -%}",
        "views have no comments, and grants made by hand stay on them",
        "test_a_view_has_the_comments_and_nobodys_grants_but_those_of_its_model",
    ),
    "locked_ddl": Stock(
        "do $locked_ddl$ begin {{ statements | join('; ') }}; end $locked_ddl$",
        "readers queue behind dbt while dbt waits for one of them",
        _WAITING,
    ),
    "locked_loop": Stock(
        "{{ statements | join('; ') }};",
        "readers queue behind dbt while dbt waits for one of them",
        _WAITING,
    ),
    "postgres__drop_materialized_view": Stock(
        None, "dbt drops a mart with all that depends on it", _DROPPED
    ),
    "postgres__drop_table": Stock(None, "dbt drops a table with all that depends on it", _DROPPED),
    "postgres__drop_view": Stock(None, "dbt drops a view with all that depends on it", _DROPPED),
    "postgres__get_columns_in_relation": Stock(
        None,
        "a unit test can't take a mart as its input",
        "test_a_unit_test_takes_a_mart_as_its_input",
    ),
    "postgres__persist_docs": Stock(None, "every run writes every comment again", _COMMENTS),
    "postgres__rename_relation": Stock(
        None,
        "a swap fails where something has the name",
        "test_a_prepared_select_star_outlives_a_rebuild_that_keeps_the_columns",
    ),
    "replace_view_sql": Stock(
        "create or replace view {{ relation }} as {{ sql }}",
        "a view that loses a column can't be built",
        _VIEW,
    ),
    "retired_name": Stock(
        "    {{ return(relation.identifier ~ '__retired_' ~ '0' * 16) }}",
        "two retired objects get one name, or one that is too long",
        "test_retired_names_are_unique_and_fit",
    ),
    "sweep_retired": Stock("    select", "retired objects stay for ever", _SWEEP),
    # -- grants -------------------------------------------------------------------------------
    "granted_privileges_sql": Stock(
        """\
        select acl.privilege_type, role.rolname, '' as on_columns
        from pg_class as rel
        cross join lateral aclexplode(rel.relacl) as acl
        join pg_roles as role on role.oid = acl.grantee
        where rel.oid = '{{ relation }}'::regclass and acl.grantee <> rel.relowner""",
        "grants to PUBLIC and on single columns stay",
        _GRANTS,
    ),
    "postgres__apply_grants": Stock(None, "nothing is ever revoked on a mart", _GRANTS),
    # -- marts --------------------------------------------------------------------------------
    "build_aside": Stock(
        """\
    {%- set words = {'m': 'materialized view', 'r': 'table'}[kind] -%}
    {%- call statement('main') %}
        drop {{ words }} if exists {{ target_relation }};
        create {{ words }} {{ target_relation }} as {{ sql }};
        {% for index in config.get('indexes', []) -%}
        {{ get_create_index_sql(target_relation, index) }};
        {% endfor -%}
    {%- endcall %}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke=true) -%}
    {%- do persist_docs(target_relation, model) -%}""",
        "readers wait for as long as the mart is built",
        _WAITING,
    ),
    "carry_indexes_sql": Stock(
        "select", "indexes made by hand are lost when a mart is rebuilt", _BY_HAND
    ),
    "contract_breaches_sql": Stock("select null where false", "marts break contracts", _CONTRACT),
    "materialized_view": Stock(None, "marts break contracts, green", _CONTRACT),
    "probe_sql": Stock(
        """\
    drop table if exists pg_temp.probe_table;
    drop view if exists pg_temp.probe_view;
    create temporary view probe_view as {{ sql }};
    create temporary table probe_table as select * from pg_temp.probe_view with no data""",
        "every run rebuilds every mart, for no index seems to be declared",
        _BY_HAND,
    ),
    "relation_change": Stock(_VERDICT, "changed indexes are never applied", _INDEXES),
    "relation_change_sql": Stock(
        "select case when to_regclass('{{ relation }}') is null then 'create' else 'keep' end",
        "changed indexes are never applied",
        _INDEXES,
    ),
    "relation_facts_sql": Stock(
        "is_named_by_dbt",
        "an index made by hand makes every run rebuild the mart",
        _BY_HAND,
    ),
    "replaced_table": Stock(
        None,
        "a dimension is another object after every run, and what joins it must follow",
        "test_a_table_stays_the_same_object_from_run_to_run",
    ),
    "require_audits": Stock(
        "",
        "rows that break an audit are published",
        "test_rows_that_break_an_audit_are_not_published",
    ),
    "require_contract": Stock("", "marts break contracts", _CONTRACT),
    "view": Stock(None, "a view is another object after every run", _VIEW),
    # -- runs ---------------------------------------------------------------------------------
    "acquire_run_lock": Stock(
        """\
    {%- do run_query(run_lock_table_sql() ~ ';' ~ take_run_sql() ~ '; update '
        ~ private_relation('run_lock') ~ " set invocation_id = '" ~ invocation_id
        ~ "'; commit") -%}""",
        "two runs work on one target",
        _LOCK,
    ),
    "check_marts": Stock("", "nobody says which marts are missing", _FORGOTTEN),
    "end_run": Stock(
        "{%- if execute and flags.WHICH in ['run', 'build', 'seed', 'snapshot'] -%}"
        "{{ release_run_lock() }}{%- endif -%}",
        "nothing is tidied up",
        _SWEEP,
    ),
    "mart_problem_sql": Stock(
        "select null, null where false", "nobody says which marts are missing", _FORGOTTEN
    ),
    "name_left_views": Stock(
        "",
        "people's own views read yesterday's mart for ever",
        "test_people_are_told_of_views_that_read_what_was_retired",
    ),
    "release_run_lock": Stock("    select 1; commit", "a run that is over holds the target", _LOCK),
    "require_run_lock": Stock(
        "",
        "two runs work on one target once one was believed dead",
        "test_a_run_that_was_believed_dead_stops_before_its_next_model",
    ),
    "run_lock_table_sql": Stock("return true", "two runs work on one target", _LOCK),
    "start_run": Stock(
        "{%- if execute and flags.WHICH in ['run', 'build', 'test', 'seed', 'snapshot'] %}"
        "{{ ensure_foundations() }}; {{ set_clock() }}; commit{%- endif -%}",
        "two runs work on one target",
        _LOCK,
    ),
    "take_run_sql": Stock("is_run_alive", "two runs work on one target", _LOCK),
    # -- releases -----------------------------------------------------------------------------
    "empty_schema_sql": Stock(
        "drop schema {{ schema }} cascade; create schema {{ schema }}",
        "a release drops what others built upon the one before",
        "test_a_former_release_goes_whole_or_not_at_all_and_takes_nothing_along",
    ),
    "marts_in_manifest": Stock(
        "    {{ return([]) }}", "nobody says which marts are missing", _FORGOTTEN
    ),
    "require_release": Stock(
        "", "half a release goes out", "test_a_release_that_lacks_a_mart_does_not_go_out"
    ),
    "swap_marts": Stock(
        "grant usage",
        "nobody may read the release that went out",
        "test_nobody_but_the_builder_reads_a_release_before_it_is_out",
    ),
}  # fmt: skip
# Macros of which one piece is taken away, not all.
PIECES = {
    "relation_facts_sql": (
        "ixc.relname ~ '^[0-9a-f]{32}$' as is_named_by_dbt",
        "true as is_named_by_dbt",
    ),
    "run_lock_table_sql": ("            return true;", "            return false;"),
    "take_run_sql": (
        "if {{ private_relation('is_run_alive') }}(holder.invocation_id, holder.role_name) then",
        "if false then",
    ),
    "swap_marts": ("        'grant usage on schema ' ~ live ~ ' to ' ~ reader,\n", ""),
}  # fmt: skip


def macro_files() -> dict[str, Path]:
    """The macros there are, by name."""
    return {
        file.stem: file for folder in FOLDERS for file in (ROOT / "macros" / folder).rglob("*.sql")
    }


def take_away(copy: Path, name: str) -> None:
    """Put one macro of a copy of the project back to stock."""
    file = copy / macro_files()[name].relative_to(ROOT)
    text, body = file.read_text(), STOCK[name].body
    if body is None:
        file.unlink()
    elif name in PIECES:
        old, new = PIECES[name]
        if text.count(old) != 1:
            raise SystemExit(f"{old!r} is not in {name}.")
        file.write_text(text.replace(old, new))
    else:
        head = re.search(r"^\{% macro .*?%\}", text, re.M | re.S)[0]
        file.write_text(f"{head}\n{body}\n{{% endmacro %}}\n")
    if name == "replaced_table":
        for model in (copy / "models").rglob("*.sql"):
            model.write_text(model.read_text().replace("'replaced_table'", "'table'"))


def copy_of_project(base: Path, name: str) -> Path:
    """A copy without the named macro; whole where there is none of that name."""
    copy = base / "copies" / name
    for part in PARTS:
        source, place = ROOT / part, copy / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place)
        else:
            shutil.copyfile(source, place)
    if name in STOCK:
        take_away(copy, name)
    return copy


def run_tests(base: Path, name: str, tests: set[str]) -> tuple[int, list[str]]:
    """Run tests on a copy of the project; pytest's exit code and what it said of failures."""
    places = {
        test: f"tests/python/{file.name}::{test}"
        for file in TESTS.glob("test_*.py")
        for test in re.findall(r"^def (test_\w+)", file.read_text(), re.M)
    }
    copy = copy_of_project(base, name)
    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=short",
         "-k", "not stock", *(places[test] for test in sorted(tests))],
        cwd=ROOT,
        env={
            **os.environ,
            "TRADEHOUSE_TEST_PROJECT": str(copy),
            "TRADEHOUSE_TEST_BUILT": str(base / "built"),
        },
        capture_output=True,
        text=True,
    )  # fmt: skip
    shutil.rmtree(copy)
    lines = [line.strip() for line in outcome.stdout.splitlines()]
    return outcome.returncode, [line for line in lines if re.match(r"E|ERROR", line)]


def notices(base: Path, name: str) -> bool:
    """Whether the test of a macro is red without it."""
    code, said = run_tests(base, name, {STOCK[name].test})
    # 1 is a failed test; a fixture that fails, or anything else, is a mistake of ours.
    is_red = code == 1 and not any(line.startswith("ERROR") for line in said)
    print(f"{'red' if is_red else 'GREEN'}  {name}: {STOCK[name].test}", flush=True)
    for line in [line for line in said if line.startswith("E")][:2]:
        print(f"       {line[:160]}", flush=True)
    return is_red


def main(arguments: list[str]) -> int:
    """Try all macros, or the named ones; 1 when one could go unnoticed."""
    write = "--write" in arguments
    names = [name for name in arguments if name != "--write"] or sorted(STOCK)
    strangers = macro_files().keys() ^ STOCK.keys()
    if strangers:
        raise SystemExit(f"Not both a macro and listed here: {', '.join(sorted(strangers))}.")
    base = Path(tempfile.mkdtemp(prefix="th"))
    base.chmod(0o711)
    try:
        (base / "built" / "project").mkdir(parents=True)
        (base / "built").chmod(0o711)
        server = Server(home=base / "built" / "server", install=wheel_install())
        try:
            filled_project(server, base / "built" / "project")
            server.stop()
            code, said = run_tests(base, "intact", {STOCK[name].test for name in names})
            if code:
                raise SystemExit("With every macro in place:\n" + "\n".join(said))
            unnoticed = [name for name in names if not notices(base, name)]
        finally:
            server.destroy()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    for name in unnoticed:
        print(f"{name} can be taken away and no test notices.")
    if write and not unnoticed:
        rows = (f"| `{name}` | {STOCK[name].harm} | `{STOCK[name].test}` |\n" for name in STOCK)
        PAGE.write_text(HEAD + "".join(rows))
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
